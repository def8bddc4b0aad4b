import type { Touched } from './count-touched';
import type { PlanRow } from './lock-plan';

type Changed = Partial<PlanRow>;

/**
 * What a change of a plan does to those who are on it already, one sentence each; none when it touches nobody. Requests
 * and keys keep the terms that were agreed on: only a policy that the portal keeps changes under them.
 */
export function effectsOfChange(before: PlanRow, after: Changed, touched: Touched): string[] {
  const differs = (...names: (keyof PlanRow)[]) =>
    names.some((name) => name in after && JSON.stringify(after[name]) !== JSON.stringify(before[name]));
  const policyDiffers = differs('limitsPolicyId', 'gatewayId');
  const what = {
    policyDiffers,
    limitsDiffer: !policyDiffers && differs('rateRequests', 'ratePerSeconds', 'quotaRequests', 'quotaPeriodSeconds'),
    isOwn: after.ownsPolicy ?? before.ownsPolicy,
    lifetimeDiffers: differs('keyLifetimeDays'),
    metadataDiffers: differs('keyMetadata'),
    approvalDiffers: differs('autoApprove', 'decidedBy'),
  };
  return [...onPolicy(what, touched), ...onKeys(what, touched), ...onRequests(what, touched)];
}

type What = Record<
  'policyDiffers' | 'limitsDiffer' | 'isOwn' | 'lifetimeDiffers' | 'metadataDiffers' | 'approvalDiffers',
  boolean
>;

function onPolicy(what: What, touched: Touched): string[] {
  if (!what.limitsDiffer || !what.isOwn || touched.keysOnPolicy === 0) return [];
  const keys = people(touched.keysOnPolicy, touched.organizationsOnPolicy);
  return [`The limits of ${keys} change at once, as soon as the gateway has the new policy.`];
}

function onKeys(what: What, touched: Touched): string[] {
  if (touched.liveKeys === 0) return [];
  const live = people(touched.liveKeys, touched.organizations);
  const told: [boolean, string][] = [
    [what.policyDiffers, `What lives keeps its policy: ${live}. Only new keys get the other one.`],
    [
      what.limitsDiffer && !what.isOwn,
      `The gateway’s policy does not change: for ${live} only what the portal shows is another figure.`,
    ],
    [what.lifetimeDiffers, `What lives keeps its end: ${live}. Only new keys live as long as you say now.`],
    [what.metadataDiffers, `What lives keeps its metadata: ${live}. Only new keys carry what you say now.`],
  ];
  return told.flatMap(([isSo, sentence]) => (isSo ? [sentence] : []));
}

function onRequests({ isOwn: _isOwn, ...what }: What, { waiting }: Touched): string[] {
  if (waiting === 0 || !Object.values(what).includes(true)) return [];
  return waiting === 1
    ? ['1 request that waits keeps the terms that it was made on, and still needs a decision.']
    : [
        `${waiting.toLocaleString('en')} requests that wait keep the terms that they were made on, and still need a decision.`,
      ];
}

function people(keys: number, organizations: number): string {
  return `${counted(keys, 'live key', 'live keys')} of ${counted(organizations, 'organization', 'organizations')}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
