import { expect, test } from 'vitest';
import { csvLines, csvResponse } from './csv';

type Person = { name: string; seenAt: Date | null; keys: number };

const columns = [
  { head: 'Name', value: ({ name }: Person) => name },
  { head: 'Last seen', value: ({ seenAt }: Person) => seenAt },
  { head: 'Keys', value: ({ keys }: Person) => keys },
];

async function* inPages(...pages: Person[][]) {
  yield* pages;
}

// Leave `escape_formulas` out to see this fail.
test('what a spreadsheet would calculate stays a text [V-15]', () => {
  const tricks = [
    '=HYPERLINK("http://evil.test")',
    '+1+cmd',
    '-2+3',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '＝1',
    '＠x',
    '\n=1',
    ' =1',
  ];
  for (const trick of tricks) {
    const [cell = ''] = csvLines([[trick]])
      .split('\r\n')
      .slice(0, 1);
    expect(cell.replace(/^"/, ''), trick).toMatch(/^'/);
  }
  expect(csvLines([[-5]])).toBe('-5\r\n');
  expect(csvLines([["O'Neill - Ltd"]])).toBe("O'Neill - Ltd\r\n");
});

test('quotes, commas and line breaks stay in their cell [V-15]', () => {
  expect(csvLines([['Ada "the first"', 'Byron, Lovelace', 'two\nlines']])).toBe(
    '"Ada ""the first""","Byron, Lovelace","two\nlines"\r\n',
  );
});

test('a file is UTF-8 with the mark that Excel needs, has one head, and every page of rows [V-15]', async () => {
  const seenAt = new Date('2026-11-21T12:00:00Z');
  const response = csvResponse(
    'people.csv',
    columns,
    inPages([{ name: 'Zoë 漢字', seenAt, keys: 2 }], [], [{ name: 'Tom', seenAt: null, keys: 0 }]),
  );
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="people.csv"');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe(
    'Name,Last seen,Keys\r\nZoë 漢字,2026-11-21T12:00:00.000Z,2\r\nTom,,0\r\n',
  );
});

test('a fault on the way breaks the download off', async () => {
  async function* failing() {
    yield [{ name: 'Ada', seenAt: null, keys: 0 }];
    throw new Error('the database is gone');
  }
  await expect(csvResponse('people.csv', columns, failing()).text()).rejects.toThrow('gone');
});
