import { expect, test } from 'vitest';
import { sealedTables } from '@/core/secrets/sealed-tables';
import { describeGivenUp } from './describe-given-up';

const GOOD = { table: 'credentials', what: 'keys', shut: 0, mended: 0, left: [] };

test('what no secret opens is told, with what a person has to do about it', () => {
  expect(describeGivenUp([GOOD], true)).toEqual(['Everything that is sealed opens. Nothing was changed.']);
  const counted = describeGivenUp([{ ...GOOD, shut: 2, left: ['a', 'b'] }], false);
  expect(counted).toEqual(['Keys that no secret opens: 2.', expect.stringContaining('run it with --fix')]);
  const told = describeGivenUp([{ ...GOOD, shut: 2, mended: 1, left: ['b'] }], true).join('\n');
  expect(told).toMatch(/Keys: 1 .*regenerates it\.\nKeys that no secret opens: 1 \(.*end them there/s);
});

test('each kind of sealed thing has its advice', () => {
  for (const { table, what } of sealedTables) {
    const told = describeGivenUp([{ table, what, shut: 1, mended: 0, left: ['a'] }], true);
    expect(told.join(' '), table).not.toContain('nothing can be done');
  }
});
