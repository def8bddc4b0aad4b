import type { GatewayReport, ReconcileReport } from '@/core/reconciler/report';

/** The report in words, one line each. */
export function describeReport(report: ReconcileReport, isFixing: boolean): string[] {
  if (report.outcome === 'somebody_else')
    return ['Another process compares them at this moment. Try again in a minute.'];
  const { unsentMails, deadJobs, unclaimedApprovals } = report.waiting;
  const found = [
    ...report.gateways.flatMap((gateway) => describeGateway(gateway, isFixing)),
    ...some(report.stuck, 'credential was', 'credentials were', isFixing ? 'stuck and gone on with' : 'stuck'),
    ...some(report.deadWorkers, 'worker had', 'workers had', 'died; the jobs were given back'),
    ...some(unsentMails, 'mail has', 'mails have', 'waited for more than an hour'),
    ...some(deadJobs, 'job has', 'jobs have', 'failed for good; see /admin'),
    ...some(unclaimedApprovals, 'approved key has', 'approved keys have', 'not been generated for more than a week'),
  ];
  const needsFix = !isFixing && report.gateways.some((gateway) => differing(gateway) > 0);
  return [...found, ...(needsFix ? ['Nothing was changed. Run it with --fix to repair what differs.'] : [])];
}

function describeGateway(gateway: GatewayReport, isFixing: boolean): string[] {
  const { name, state } = gateway;
  if (state === 'silent') return [`${name}: does not answer, so nothing is known and nothing was done.`];
  if (state === 'secret_refused') return [`${name}: refuses the secret, so nothing is known and nothing was done.`];
  const lines = [
    ...some(gateway.missing, 'key is', 'keys are', 'missing at the gateway'),
    ...some(gateway.drifted, 'key differs', 'keys differ', 'from what was approved'),
    ...some(gateway.zombies, 'key works', 'keys work', 'though ended here'),
    ...some(gateway.orphans, 'key carries', 'keys carry', 'this portal’s mark and no row knows them'),
    ...(isFixing ? some(gateway.repaired, 'key is', 'keys are', 'being repaired') : []),
    ...some(gateway.quarantined, 'unknown key was', 'unknown keys were', 'ended; they are deleted after a day'),
    ...some(gateway.deleted, 'unknown key was', 'unknown keys were', 'deleted after a day'),
    ...(gateway.stopped ? [gateway.stopped] : []),
    ...(gateway.listing === 'unsupported' ? ['it does not list its keys, so unknown ones cannot be found.'] : []),
  ];
  const all = `${gateway.checked} ${gateway.checked === 1 ? 'key' : 'keys'} compared`;
  return [`${name}: ${all}${lines.length === 0 ? ', all as approved.' : '.'}`, ...lines.map((line) => `  ${line}`)];
}

function some(count: number, one: string, many: string, rest: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many} ${rest}.`];
}

function differing(gateway: GatewayReport): number {
  return gateway.missing + gateway.drifted + gateway.zombies + gateway.orphans;
}

/** Whether nothing is left that differs, as far as could be asked. */
export function isWell(report: ReconcileReport, isFixing: boolean): boolean {
  if (report.outcome !== 'done') return false;
  return report.gateways.every((gateway) => {
    const left = isFixing
      ? differing(gateway) - gateway.repaired - gateway.quarantined - gateway.deleted
      : differing(gateway);
    return gateway.state === 'checked' && left <= 0 && gateway.stopped === null;
  });
}
