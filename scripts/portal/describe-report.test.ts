import { expect, test } from 'vitest';
import { emptyGatewayReport, type ReconcileReport } from '@/core/reconciler/report';
import { describeReport } from './describe-report';

const report = (gateway: Partial<ReconcileReport['gateways'][number]>): ReconcileReport => ({
  outcome: 'done',
  gateways: [{ ...emptyGatewayReport({ id: 'g', name: 'Gateway' }), checked: 2, listing: 'compared', ...gateway }],
  stuck: 0,
  deadWorkers: 0,
  waiting: { unsentMails: 0, deadJobs: 0, unclaimedApprovals: 0 },
});

test('what is well takes one line', () => {
  expect(describeReport(report({}), false)).toEqual(['Gateway: 2 keys compared, all as approved.']);
});

test('what differs is counted, and without --fix the operator learns how to repair it', () => {
  expect(describeReport(report({ missing: 1, orphans: 3 }), false)).toEqual([
    'Gateway: 2 keys compared.',
    '  1 key is missing at the gateway.',
    '  3 keys carry this portal’s mark and no row knows them.',
    'Nothing was changed. Run it with --fix to repair what differs.',
  ]);
});

test('a gateway that cannot be asked is never said to be well', () => {
  expect(describeReport(report({ state: 'silent' }), true)).toEqual([
    'Gateway: does not answer, so nothing is known and nothing was done.',
  ]);
});
