import { z } from 'zod';
import { importDocument } from '@/core/api-docs/import-document';
import { syncCredential } from '@/core/credentials/sync-credential';
import { checkGateway } from '@/core/gateways/check';
import { orderPolicyLooks } from '@/core/gateways/order-policy-looks';
import { syncPolicy } from '@/core/gateways/sync-policy';
import { synchronizeGateway } from '@/core/gateways/synchronize';
import { systemActor } from '@/core/identity/actor';
import type { JobKind } from '@/core/jobs';
import { sendMail } from '@/core/notifications/send-mail';
import { closeOrganizationWhenDue } from '@/core/organizations/close-when-due';
import { housekeeping } from '@/core/reconciler/housekeeping';
import { reconcile } from '@/core/reconciler/reconcile';
import { parseInThread } from './document-thread';
import { log } from './log';
import { wiring } from './wiring';

type Task = (payload: unknown) => Promise<void>;

/** One task for each kind of job in `core/jobs.ts`; the compiler misses none. */
export function jobTasks(): Record<JobKind, Task> {
  return {
    'credential.sync': (payload) =>
      syncCredential(systemContext('key worker'), wiring().gateways, credentialJob.parse(payload)),
    'mail.send': (payload) => sendMail(systemContext('mail'), wiring(), mailJob.parse(payload)),
    'document.import': (payload) =>
      importDocument(systemContext('documents'), parseInThread, documentJob.parse(payload)),
    'gateway.synchronize': synchronize,
    'organization.close': async (payload) => {
      await closeOrganizationWhenDue(systemContext('organizations'), organizationJob.parse(payload));
    },
    'policy.sync': (payload) => syncPolicy(systemContext('policies'), wiring().gateways, policyJob.parse(payload)),
    'gateway.reconcile': async () => {},
    'product.announce': async () => {},
  };
}

const credentialJob = z.object({ credentialId: z.uuid() });
const mailJob = z.object({ mailId: z.uuid() });
const organizationJob = z.object({ organizationId: z.uuid() });
const policyJob = z.object({ owner: z.enum(['product', 'plan']), ownerId: z.uuid() });
const gatewayJob = z.object({ gatewayId: z.uuid() });

const documentJob = z.object({ documentId: z.uuid() });

/** What the gateway is decides how long a revocation takes, so it is looked at with what the gateway has. */
async function synchronize(payload: unknown): Promise<void> {
  const input = gatewayJob.parse(payload);
  const ctx = systemContext('gateways');
  await checkGateway(ctx, wiring().gateways, input);
  const { outcome } = await synchronizeGateway(ctx, wiring().gateways, input);
  if (outcome === 'unknown') throw new Error('the gateway did not answer; this job tries again');
}

function systemContext(name: string) {
  return wiring().contextFor(systemActor(name));
}

/** What runs by the clock. */
export function scheduledTasks(): Record<'reconcile' | 'housekeeping', Task> {
  return {
    reconcile: async () => {
      const report = await reconcile(systemContext('reconciler'), wiring().gateways, { fix: true });
      log.info({ report }, 'the gateways were compared');
      await orderPolicyLooks(systemContext('policies'));
    },
    housekeeping: () => housekeeping(systemContext('housekeeping')),
  };
}
