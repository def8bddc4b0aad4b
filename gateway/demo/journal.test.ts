import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournal } from './journal';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portico-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function reopened(): Promise<Map<string, number>> {
  const entries = new Map<string, number>();
  await (await openJournal(folder, entries)).close();
  return entries;
}

test('what was appended is there after opening again, without what was removed', async () => {
  const entries = new Map<string, number>();
  const journal = await openJournal(folder, entries);
  await Promise.all(Array.from({ length: 50 }, (_, n) => set(entries, journal, `key${n}`, n)));
  entries.delete('key7');
  await journal.append({ name: 'key7', value: null });
  // Not closed yet: a kill closes nothing.
  const found = await reopened();
  await journal.close();
  expect(found.size).toBe(49);
  expect(found.get('key49')).toBe(49);
});

test('a last line that a kill cut short is left out, and the next one is whole', async () => {
  const entries = new Map<string, number>();
  const journal = await openJournal(folder, entries);
  await set(entries, journal, 'kept', 1);
  await appendFile(join(folder, 'keys.jsonl'), '["torn",');
  await journal.close();
  expect(await reopened()).toEqual(new Map([['kept', 1]]));
  const again = new Map<string, number>();
  const second = await openJournal(folder, again);
  await set(again, second, 'next', 2);
  await second.close();
  expect(await reopened()).toEqual(
    new Map([
      ['kept', 1],
      ['next', 2],
    ]),
  );
});

test('a file of many changes is written anew, and loses none that came meanwhile', async () => {
  const entries = new Map<string, number>();
  const journal = await openJournal(folder, entries);
  for (let round = 0; round < 30; round += 1) {
    await Promise.all(Array.from({ length: 200 }, (_, n) => set(entries, journal, `key${n % 20}`, round * 1000 + n)));
  }
  await journal.close();
  const lines = (await readFile(join(folder, 'keys.jsonl'), 'utf8')).split('\n').length;
  expect(lines).toBeLessThan(3_000);
  expect(await reopened()).toEqual(entries);
});

test('a lazy change is on the disk after closing', async () => {
  const entries = new Map([['lazy', 1]]);
  const journal = await openJournal(folder, entries);
  entries.set('lazy', 2);
  journal.appendLazily('lazy');
  await journal.close();
  expect((await reopened()).get('lazy')).toBe(2);
});

function set(
  entries: Map<string, number>,
  journal: Awaited<ReturnType<typeof openJournal<number>>>,
  name: string,
  value: number,
): Promise<void> {
  entries.set(name, value);
  return journal.append({ name, value });
}
