import { expect, test } from 'vitest';
import { complaints, idsIn, readCases, rowsOf, STATUSES } from './security-cases.mjs';

const root = process.cwd();

test('every security case is a test that carries its id, or written down with the reason', () => {
  const { rows, files } = readCases(root);
  expect(complaints(rows, files)).toEqual([]);
});

test('a case that lost its row, its test, its reason or its status is complained of', () => {
  const { rows, files } = readCases(root);
  const tested = rows.find(({ status }) => status === 'tested');
  if (!tested) throw new Error('no case is tested');
  const without = (id: string) => new Map([...files].map(([file, ids]) => [file, ids.filter((one) => one !== id)]));
  const changed = (change: Partial<typeof tested>) => rows.map((row) => (row === tested ? { ...row, ...change } : row));
  expect(
    complaints(
      rows.filter((row) => row !== tested),
      files,
    ),
  ).toContain(`${tested.id} has no row`);
  expect(complaints([...rows, tested], files)).toContain(`${tested.id} has 2 rows`);
  expect(complaints(rows, without(tested.id)).join()).toContain(`${tested.id} names`);
  expect(complaints(changed({ where: '' }), files)).toContain(`${tested.id} says neither where nor why`);
  expect(complaints(changed({ where: 'somewhere' }), files)).toContain(`${tested.id} names no file of tests`);
  expect(complaints(changed({ status: 'done' }), files)).toContain(`${tested.id} has the status "done"`);
  expect(complaints(changed({ status: 'open' }), files).join()).toContain('whose row does not say tested');
  expect(complaints(changed({ id: 'X-01' }), files)).toContain('X-01 is no case');
  expect(STATUSES).toHaveLength(3);
});

test('ids are read from the titles of tests alone', () => {
  const id = (name: string) => `[${name}]`;
  expect(idsIn(`test('one ${id('A-01')}', async () => {`)).toEqual(['A-01']);
  expect(idsIn(`test.each([1, 2])(\n  "it's $0 ${id('A-01')} ${id('T-02, K-03')}",\n  (n) => {`)).toEqual([
    'A-01',
    'T-02',
    'K-03',
  ]);
  expect(idsIn(`// ${id('A-01')}\nconst a = '${id('A-02')}';`)).toEqual([]);
  expect(rowsOf('| A-01 | a \\| b | tested | core/x.test.ts |')).toEqual([
    { id: 'A-01', status: 'tested', where: 'core/x.test.ts' },
  ]);
});
