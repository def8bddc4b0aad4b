import { expect, test } from 'vitest';
import type { OldNeeds } from '@/core/secrets/read-old-needs';
import { describeRotation } from './describe-rotation';

const at = (day: string) => new Date(`${day}T10:30:00.000Z`);
const NOTHING: OldNeeds = {
  since: at('2026-11-01'),
  sessions: { count: 0, until: null },
  answers: { count: 0, until: null },
  endedKeys: 0,
};
const KEYS = { what: 'keys', rewritten: 4, held: 0, shut: [] };

test('when nothing is left, the previous secret may go', () => {
  expect(describeRotation([KEYS], NOTHING)).toEqual([
    'Keys sealed with today’s PORTAL_SECRET: 4.',
    'Nothing needs the previous secret any more: take PORTAL_SECRET_PREVIOUS away.',
  ]);
  expect(describeRotation([{ ...KEYS, rewritten: 0 }], NOTHING)[0]).toMatch(/^Everything was sealed/);
});

test('what only the previous secret knows is told, with the day from which on nobody misses it', () => {
  const needs = {
    ...NOTHING,
    sessions: { count: 1, until: at('2026-12-01') },
    answers: { count: 2, until: at('2026-11-02') },
    endedKeys: 3,
  };
  const said = describeRotation([KEYS], needs);
  expect(said).toContain('  1 session, until 2026-12-01 10:30 UTC (who has one signs in again)');
  expect(said.at(-1)).toBe(
    'Nobody notices when PORTAL_SECRET_PREVIOUS is taken away from 2026-12-01 10:30 UTC on, but for the ended keys.',
  );
});

test('while rows are left, nobody is told to take it away', () => {
  const said = describeRotation([{ ...KEYS, held: 2, shut: ['a', 'b', 'c', 'd', 'e', 'f'] }], NOTHING);
  expect(said).toContain('Keys that others held all the time: 2. Run it again.');
  expect(said.join('\n')).toContain('6 (a, b, c, d, e …)');
  expect(said.at(-1)).toBe('Keep PORTAL_SECRET_PREVIOUS.');
});
