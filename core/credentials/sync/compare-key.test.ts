import { expect, test } from 'vitest';
import { differenceOf } from './compare-key';

const ENDS = 1_900_000_000;
const row = {
  id: 'credential',
  wanted: {
    policyIds: ['acl-payments', 'plan-standard'],
    apiIds: ['payments'],
    lifetimeDays: 30,
    hasQuota: true,
    settleSeconds: 1,
    metadata: {},
    alias: '',
  },
};
const approved = {
  ...{ orgId: 'org', isInactive: false, policyIds: ['plan-standard', 'acl-payments'], apiIds: ['payments'] },
  ...{ expires: ENDS, quotaMax: 100, quotaRemaining: 7, quotaRenews: ENDS, rate: 60, per: 60 },
  metadata: { credential_id: 'credential' },
};
const expected = { expires: ENDS, preview: { apiIds: ['payments'], quotaMax: 100 } };

test('a key that is as it was approved differs in nothing, whatever was used of it and whatever order its policies have', () => {
  expect(differenceOf(row, approved, expected)).toBeNull();
  expect(differenceOf(row, approved, { ...expected, preview: null })).toBeNull();
});

// Leave one of the comparisons out and this must fail.
test.each([
  ['another policy', { policyIds: ['acl-payments', 'plan-free'] }, 'other policies'],
  ['one policy less', { policyIds: ['acl-payments'] }, 'other policies'],
  ['one policy more', { policyIds: ['acl-payments', 'acl-maps', 'plan-standard'] }, 'other policies'],
  ['no end', { expires: 0 }, 'another moment'],
  ['a later end', { expires: ENDS + 1 }, 'another moment'],
  ['no API', { apiIds: [] }, 'fewer APIs'],
  ['another API instead', { apiIds: ['maps'] }, 'fewer APIs'],
  ['one API more', { apiIds: ['payments', 'maps'] }, 'more APIs'],
  ['an unlimited quota', { quotaMax: -1 }, 'another quota'],
  ['the mark of another record', { metadata: { credential_id: 'another' } }, 'somebody else’s'],
  ['no mark', { metadata: {} }, 'somebody else’s'],
])('a key with %s is not the approved one [K-13]', (_what, lie, said) => {
  expect(differenceOf(row, { ...approved, ...lie }, expected)).toContain(said);
});

test('a key that shall be ended is held to its end, and not to what it would open [K-13]', () => {
  const ended = { ...expected, expires: 1 };
  expect(differenceOf(row, { ...approved, expires: 1, apiIds: [] }, ended)).toBeNull();
  expect(differenceOf(row, approved, ended)).toContain('another moment');
});
