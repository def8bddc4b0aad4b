import { expect, test } from 'vitest';
import { changedPlanForm, planForm } from './schemas';

const sent = {
  name: 'Gold',
  policyKind: 'own',
  gatewayId: 'g',
  rateRequests: '60',
  ratePerSeconds: '5',
  rateUnit: '60',
  isQuotaFree: 'on',
  quotaRequests: '9',
  catalogIds: 'one',
  'metadata.0.name': 'tier',
  'metadata.0.value': 'gold',
  'metadata.1.name': '',
};

test('a form is read in seconds, without what its boxes switch off, with its filled rows', () => {
  expect(planForm.parse(sent)).toMatchObject({
    ratePerSeconds: 300,
    quotaRequests: null,
    quotaPeriodSeconds: null,
    lifetimeDays: null,
    autoApprove: false,
    decidedBy: null,
    catalogIds: ['one'],
    metadata: [{ name: 'tier', value: 'gold' }],
  });
});

test('the form of a plan that is there also says which, and what was confirmed', () => {
  const read = changedPlanForm.parse({ ...sent, planId: 'p', version: '3', confirmed: 'mark' });
  expect(read).toMatchObject({ planId: 'p', version: 3, confirmed: 'mark', rateRequests: 60 });
});

test('a limit that is neither switched off nor given is asked for, and no word is a number', () => {
  const wrong = planForm.safeParse({ ...sent, rateRequests: '', lifetimeDays: 'soon' });
  expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual(expect.arrayContaining(['lifetimeDays']));
  const missing = planForm.safeParse({ ...sent, rateRequests: '' });
  expect(missing.error?.issues.map(({ path }) => path.join('.'))).toEqual(['rateRequests']);
});
