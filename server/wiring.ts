import type { Context } from '@/core/context';
import type { Actor } from '@/core/identity/actor';
import type { Gateways } from '@/core/ports/gateway';
import type { Mailer } from '@/core/ports/mail';
import type { Outbound } from '@/core/ports/outbound';
import type { UsageFigures } from '@/core/ports/usage';
import type { MessageRenderer } from '@/core/ports/wording';
import { gatewaySeal } from '@/core/settings/ensure-basics';
import { type Database, databaseOn, openPool } from '@/db/client';
import { openJobPool } from '@/db/job-pool';
import { createMessageRenderer } from '@/emails/renderer';
import { createSmtpMailer } from '@/emails/smtp-mailer';
import { computedHash } from '@/gateway/tyk/hash-of-key';
import { keyForms } from '@/gateway/tyk/key-forms';
import { createTykGateway } from '@/gateway/tyk/tyk-gateway';
import { createUsageTables } from '@/gateway/tyk/usage-tables';
import { env } from './env';
import { createFaults } from './faults';
import { log } from './log';
import { countGatewayCalls } from './metrics/count-gateway-calls';
import { countMails } from './metrics/count-mails';
import { countOutboundCalls, type OutboundPurpose } from './metrics/count-outbound-calls';
import { createOutbound } from './outbound';
import { createSecretBox } from './secret-box';
import { traceGateway } from './telemetry/trace-gateway';
import { traceMails } from './telemetry/trace-mails';
import { traceOutbound } from './telemetry/trace-outbound';
import { traceSql } from './telemetry/trace-sql';
import { tracing } from './telemetry/tracing';

/** The portal's parts, put together once for a process. */
export type Wiring = {
  db: Database;
  gateways: Gateways;
  mailer: Mailer;
  renderer: MessageRenderer;
  outbound: Outbound;
  /** The same way out, counted apart: for webhooks, and for the other system that decides. */
  webhooksOut: Outbound;
  decisionsOut: Outbound;
  /** Null where nobody said where calls are counted. */
  usage: UsageFigures | null;
  /** The hash under which a gateway would file this key. */
  keyHash(key: string): string;
  /** Every text that a gateway of this organization may have answered as the key of this id. */
  keyForms(gatewayOrgId: string, keyId: string): readonly string[];
  contextFor(actor: Actor, request?: { ip: string; requestId: string }): Context;
  /** The connections of this process's worker, opened at first use. */
  jobConnections(): ReturnType<typeof openJobPool>;
  /** How this process uses its connections to the database. */
  connections(): { total: number; idle: number; waiting: number; max: number };
  /** Ends the connections. */
  close(): Promise<void>;
};

/** Hot reload and Next's separate bundles load this module more than once; the pool must exist once. */
const shared = globalThis as { __porticoWiring?: ReturnType<typeof wire> };

/** The wiring of this process, made at first use from the environment. */
export function wiring(): Wiring {
  shared.__porticoWiring ??= wire();
  const { SMTP_URL, EMAIL_FROM } = env();
  // Without connections, so each load of this module makes its own: hot reload shows what was changed in them.
  mail ??= {
    mailer: traceMails(countMails(createSmtpMailer({ url: SMTP_URL, from: EMAIL_FROM }))),
    renderer: createMessageRenderer(),
  };
  return { ...shared.__porticoWiring, ...mail, ...outbound, keyHash: computedHash, keyForms: formsOfId };
}

const way = createOutbound();
const wayOutFor = (purpose: OutboundPurpose) => traceOutbound(countOutboundCalls(way, purpose), purpose);
const outbound = {
  outbound: wayOutFor('other'),
  webhooksOut: wayOutFor('webhook'),
  decisionsOut: wayOutFor('decision'),
};

let mail: Pick<Wiring, 'mailer' | 'renderer'> | null = null;

const formsOfId = (gatewayOrgId: string, keyId: string) => keyForms(gatewayOrgId, { id: keyId });

function wire(): Omit<Wiring, keyof typeof outbound | 'mailer' | 'renderer' | 'keyHash' | 'keyForms'> {
  const { DATABASE_URL, DATABASE_POOL_MAX, USAGE_DATABASE_URL, PORTAL_URL, FAULT_POINTS } = env();
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  const pool = openPool(DATABASE_URL, { max: DATABASE_POOL_MAX, onError });
  let jobPool: ReturnType<typeof openJobPool> | null = null;
  if (tracing()) traceSql(pool);
  const db = databaseOn(pool);
  const secrets = createSecretBox(env().PORTAL_SECRET, env().PORTAL_SECRET_PREVIOUS);
  const fault = createFaults(FAULT_POINTS);
  const usage = USAGE_DATABASE_URL
    ? createUsageTables(USAGE_DATABASE_URL, (error) => log.warn({ err: error }, 'no usage figures'))
    : null;
  return {
    db,
    usage,
    gateways: gatewaysWith((sealed, boundTo) => secrets.open(sealed, boundTo)),
    contextFor: (actor, request = { ip: '', requestId: '' }) => ({
      db,
      actor,
      now: () => new Date(),
      secrets,
      portalUrl: PORTAL_URL,
      log,
      fault,
      traceparent: () => tracing()?.traceparent() ?? null,
      ...request,
    }),
    jobConnections: () => {
      jobPool ??= openJobPool(DATABASE_URL, onError);
      return jobPool;
    },
    connections: () => ({
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
      max: DATABASE_POOL_MAX,
    }),
    close: async () => {
      await Promise.all([pool.end(), jobPool?.end(), usage?.close()]);
    },
  };
}

/** One adapter per gateway and configuration, so that its limits and its circuit breaker are shared. */
function gatewaysWith(open: (sealed: Buffer, boundTo: string) => string): Gateways {
  const known = new Map<string, ReturnType<Gateways['of']>>();
  return {
    of(gateway) {
      const name = [gateway.id, gateway.controlUrl, gateway.gatewayOrgId, gateway.secretSealed.toString('base64')].join(
        '|',
      );
      const adapter =
        known.get(name) ??
        countGatewayCalls(
          createTykGateway({
            controlUrl: gateway.controlUrl,
            secret: open(gateway.secretSealed, gatewaySeal(gateway.id)),
            orgId: gateway.gatewayOrgId,
            sentinelId: gateway.sentinelId,
            ...(tracing() ? { fetch: traceGateway(gateway.controlUrl, globalThis.fetch) } : {}),
          }),
        );
      known.set(name, adapter);
      return adapter;
    },
  };
}
