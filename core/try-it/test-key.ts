import { and, eq } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { keyDigest } from '../credentials/key-secrets';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import type { Gateways } from '../ports/gateway';
import type { KeyName, ReadOutcome } from '../ports/gateway-keys';
import type { Outbound, OutboundOutcome } from '../ports/outbound';
import { visibleCredentials } from '../visibility';
import { type Explanation, explainKey, type Verdict } from './explain-key';
import { findProbe, type Probe } from './find-probe';
import { judgeKey, whatPortalKnows } from './judge-key';
import { type OwnKey, readOwnKey } from './own-key';
import { isFirstUseThisHour, limitTests } from './trial-limits';

/** One's own key, at one of the APIs that it opens; or one that somebody pasted, at the API whose page it was. */
export type TestedKey =
  | { credentialId: string; apiId?: string | undefined }
  | { product: string; api: string; pasted: string };

/** How a key did. Nothing in it tells the key. */
export type KeyTest = Explanation & {
  verdict: Verdict;
  works: boolean;
  /** What was asked: `Payments · Payments API`; empty where nothing was. */
  where: string;
  /** Of the call's answer; null where there was none. */
  status: number | null;
  ms: number | null;
  /** Calls that are left, and when they renew (ISO); null without a quota, or where it could not be read. */
  quota: { max: number; remaining: number; renewsAt: string | null } | null;
  /** When it ends, or ended (ISO). */
  expiresAt: string | null;
};

const TIMEOUT_MS = 10_000;
/** Enough to read what the gateway says. */
const MAX_BYTES = 16 * 1024;

/** The adapters that a test asks. */
export type TestPorts = { gateways: Gateways; outbound: Outbound };

/**
 * Says in plain words whether a key works, and if not, why: what the portal knows of it, what the gateway's session
 * says, and what one call that changes nothing is answered. The call counts against the key's limits. Written down as
 * `credential.tried` like a trial call. Throws `not_found`, `forbidden` and `too_many`; what is wrong with the key is
 * no error but the answer.
 */
export async function testKey(ctx: Context, ports: TestPorts, input: TestedKey): Promise<KeyTest> {
  if ('pasted' in input) return testPasted(ctx, ports, await findProbe(ctx, input), input.pasted);
  const own = await readOwnKey(ctx, input.credentialId);
  await admit(ctx);
  await recordTest(ctx, own);
  const known = whatPortalKnows(own);
  if (known || own.key === null) return told(known ?? 'no_copy', { own });
  const probe = await findProbe(ctx, { productIds: own.productIds, apiId: input.apiId });
  return ask(ctx, ports, { probe, key: own.key, name: nameOf(own), own });
}

async function admit(ctx: Context): Promise<void> {
  authorize(ctx.actor, 'tryIt.send');
  await limitTests(ctx);
}

/** The gateway knows it by the id that the portal drew, under whatever form it made of it. */
function nameOf(own: OwnKey): KeyName {
  return own.keyId === null ? { key: own.key ?? '' } : { id: own.keyId };
}

/** As people paste it: with the header's name, with `Bearer`, with spaces around. */
const HEADER_LINE = /^([A-Za-z][A-Za-z0-9-]*):\s*(.*)$/;
const KEY = /^[\x21-\x7e]{1,2000}$/;

async function testPasted(ctx: Context, ports: TestPorts, probe: Probe, pasted: string): Promise<KeyTest> {
  await admit(ctx);
  const [, headerName, rest] = HEADER_LINE.exec(pasted.trim()) ?? [];
  if (headerName && headerName.toLowerCase() !== 'authorization') return told('wrong_header', { probe });
  const key = (rest ?? pasted).trim().replace(/^bearer(\s+|$)/i, '');
  if (key === '') return told('no_key', { probe });
  if (!KEY.test(key)) return told('unknown_key', { probe });
  const own = await findOwn(ctx, key);
  const known = own && whatPortalKnows(own);
  if (own && known) return told(known, { probe, own });
  return ask(ctx, ports, { probe, key, name: { key }, own });
}

/** A key of one's own apps is known also after its end. Whose another one is stays untold. */
async function findOwn(ctx: Context, key: string): Promise<OwnKey | null> {
  const [found] = await ctx.db
    .select({ id: credentials.id })
    .from(credentials)
    .where(and(eq(credentials.keyDigest, keyDigest(ctx, key)), visibleCredentials(ctx.db, ctx.actor)));
  // An admin sees every credential and may use none.
  return found && ctx.actor.kind === 'developer' ? readOwnKey(ctx, found.id) : null;
}

type Asked = { probe: Probe; key: string; name: KeyName; own: OwnKey | null };

async function ask(ctx: Context, ports: TestPorts, { probe, key, name, own }: Asked): Promise<KeyTest> {
  const gateway = ports.gateways.of(probe.gateway);
  const [read, call] = await Promise.all([
    gateway.readKey(name),
    ports.outbound.send({
      method: 'GET',
      url: probe.url,
      headers: { authorization: key, accept: '*/*' },
      body: null,
      reachesPrivate: probe.gateway.reachesPrivate,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    }),
  ]);
  const verdict = judgeKey({ call, read, gatewayApiId: probe.gatewayApiId, now: ctx.now() });
  return told(verdict, { probe, read, call, own });
}

async function recordTest(ctx: Context, own: OwnKey): Promise<void> {
  if (!(await isFirstUseThisHour(ctx, own.credentialId))) return;
  const subject = { kind: 'credential', id: own.credentialId, organizationId: own.organizationId };
  await mutate(ctx, (unit) => unit.audit('credential.tried', subject, { test: true }));
}

type Seen = { probe?: Probe; read?: ReadOutcome; call?: OutboundOutcome; own?: OwnKey | null };

function told(verdict: Verdict, { probe, read, call, own }: Seen): KeyTest {
  const session = read?.outcome === 'found' ? read.session : null;
  const iso = (seconds: number) => (seconds > 1 ? new Date(seconds * 1000).toISOString() : null);
  return {
    ...explainKey(verdict),
    verdict,
    works: verdict === 'works',
    where: probe ? [...new Set([probe.productName, probe.apiName])].join(' · ') : '',
    status: call?.outcome === 'answered' ? call.status : null,
    ms: call?.outcome === 'answered' ? call.ms : null,
    quota:
      session && session.quotaMax > 0
        ? {
            max: session.quotaMax,
            remaining: verdict === 'quota' ? 0 : session.quotaRemaining,
            renewsAt: iso(session.quotaRenews),
          }
        : null,
    expiresAt: own?.expiresAt?.toISOString() ?? iso(session?.expires ?? 0),
  };
}
