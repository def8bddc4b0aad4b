import { SYNC_LIMITS } from '@/core/credentials/sync/limits';
import { RECONCILE_LIMITS, type ReconcileLimits } from '@/core/reconciler/limits';
import { reconcile } from '@/core/reconciler/reconcile';
import { PATIENT_CALLS, QUICK, testGateways } from '@/test/provisioning';
import type { Stage } from '@/test/provisioning-stage';

/** One pass, with the tests' waits; answers the report of the one gateway beside the whole. */
export async function pass(stage: Stage, options: { fix?: boolean } & Partial<ReconcileLimits> = {}) {
  const { fix = true, ...limits } = options;
  const report = await reconcile(
    stage.system,
    testGateways(stage.system, fetch, PATIENT_CALLS),
    { fix },
    {
      reconcile: { ...RECONCILE_LIMITS, ...limits },
      sync: { ...SYNC_LIMITS, ...QUICK },
    },
  );
  const [gateway] = report.gateways;
  if (!gateway) throw new Error('the pass saw no gateway');
  return { ...report, gateway };
}
