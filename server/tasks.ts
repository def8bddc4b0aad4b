import { z } from 'zod';
import { importDocument } from '@/core/api-docs/import-document';
import { careForKeys } from '@/core/credentials/care';
import { syncCredential } from '@/core/credentials/sync-credential';
import { orderAllSynchronizations } from '@/core/gateways/order-all-synchronizations';
import { orderPolicyLooks } from '@/core/gateways/order-policy-looks';
import { runSynchronization } from '@/core/gateways/run-synchronization';
import { syncPolicy } from '@/core/gateways/sync-policy';
import { systemActor } from '@/core/identity/actor';
import type { JobKind } from '@/core/jobs';
import { sendMail } from '@/core/notifications/send-mail';
import { closeOrganizationWhenDue } from '@/core/organizations/close-when-due';
import { housekeeping } from '@/core/reconciler/housekeeping';
import { reconcile } from '@/core/reconciler/reconcile';
import { reconcileGateway } from '@/core/reconciler/reconcile-gateway';
import { announceRequest } from '@/core/third-party/announce-request';
import { noteLastCalls } from '@/core/usage/note-last-calls';
import { tellNews } from '@/core/watching/tell-news';
import { deliverWebhook } from '@/core/webhooks/deliver';
import { auditTasks } from './audit-tasks';
import { careForAllRequests } from './care-for-requests';
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
    'gateway.synchronize': async (payload) => {
      await runSynchronization(systemContext('gateways'), wiring().gateways, gatewayJob.parse(payload));
    },
    'organization.close': async (payload) => {
      await closeOrganizationWhenDue(systemContext('organizations'), organizationJob.parse(payload));
    },
    'policy.sync': (payload) => syncPolicy(systemContext('policies'), wiring().gateways, policyJob.parse(payload)),
    'gateway.reconcile': async (payload) => {
      await reconcileGateway(systemContext('gateways'), wiring().gateways, reconcileJob.parse(payload));
    },
    'request.announce': (payload) =>
      announceRequest(systemContext('announcements'), wiring().decisionsOut, requestJob.parse(payload)),
    'product.announce': (payload) => tellNews(systemContext('announcements'), announcementJob.parse(payload)),
    'webhook.deliver': (payload) =>
      deliverWebhook(systemContext('webhooks'), wiring().webhooksOut, deliveryJob.parse(payload)),
  };
}

const credentialJob = z.object({ credentialId: z.uuid() });
const mailJob = z.object({ mailId: z.uuid() });
const organizationJob = z.object({ organizationId: z.uuid() });
const policyJob = z.object({ owner: z.enum(['product', 'plan']), ownerId: z.uuid() });
const gatewayJob = z.object({ gatewayId: z.uuid() });
const reconcileJob = z.object({ gatewayId: z.uuid(), fix: z.boolean() });

const requestJob = z.object({ requestId: z.uuid() });
const announcementJob = z.object({ announcementId: z.uuid() });
const deliveryJob = z.object({ deliveryId: z.uuid(), endpointId: z.uuid() });
const documentJob = z.object({ documentId: z.uuid() });

function systemContext(name: string) {
  return wiring().contextFor(systemActor(name));
}

/** What runs by the clock. */
export function scheduledTasks(): Record<
  'reconcile' | 'synchronize' | 'housekeeping' | 'request-care' | 'usage' | 'key-care' | keyof typeof auditTasks,
  Task
> {
  return {
    ...auditTasks,
    reconcile: async () => {
      const report = await reconcile(systemContext('reconciler'), wiring().gateways, { fix: true });
      log.info({ report }, 'the gateways were compared');
      await orderPolicyLooks(systemContext('policies'));
    },
    synchronize: async () => {
      await orderAllSynchronizations(systemContext('gateways'));
    },
    'key-care': () => careForKeys(systemContext('key care'), wiring().gateways, wiring().usage),
    housekeeping: () => housekeeping(systemContext('housekeeping')),
    usage: async () => {
      await noteLastCalls(systemContext('usage'), wiring().usage);
    },
    'request-care': () => careForAllRequests(systemContext('requests')),
  };
}
