import { and, count, eq, notInArray, sql } from 'drizzle-orm';
import { credentials, gateways } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { gatewaySeal } from '../settings/ensure-basics';
import { nameIsFree } from './name-is-free';
import { parseBaseUrl, parseGatewayName, parseOrgId, parseSecret, readEach } from './parse-gateway';
import { type GatewayRow, lockGateway, readGateway } from './read-gateway';

/** A gateway as it shall be. */
export type GatewayChange = {
  gatewayId: string;
  /** What the page was made from. */
  revision: number;
  name: string;
  controlUrl: string;
  proxyUrl: string;
  gatewayOrgId: string;
  reachesPrivate: boolean;
  /** Needed when the control URL leads to another machine; otherwise empty. */
  secret: string;
};

type Fields = Pick<GatewayRow, 'name' | 'controlUrl' | 'proxyUrl' | 'gatewayOrgId' | 'reachesPrivate'>;

/**
 * Changes a gateway, and looks at it again when it may be another one now. Of the environment's gateway only what the
 * environment does not set. Another machine gets the secret only if it is entered again, so that nobody can have it sent
 * to a machine of their own. Throws `not_found`, `forbidden`, `proof_needed`, `invalid`, and `conflict` for what somebody
 * else has changed meanwhile.
 */
export async function changeGateway(ctx: Context, input: GatewayChange): Promise<void> {
  const seen = await readGateway(ctx, input.gatewayId);
  authorize(ctx.actor, 'gateway.change');
  const wanted = wantedOf(seen, input);
  const isElsewhere = wanted.controlUrl !== seen.controlUrl;
  if (isElsewhere) await requireFreshProof(ctx, { mayBeToken: true });
  await nameIsFree(() =>
    mutate(ctx, async (unit) => {
      const gateway = await lockGateway(unit.tx, ctx.actor, input.gatewayId);
      if (gateway.revision !== input.revision) throw changedMeanwhile();
      await write(ctx, unit, gateway, wanted, input.secret);
    }),
  ).catch((error: unknown) => {
    if (!(error instanceof NothingToChange)) throw error;
  });
}

async function write(ctx: Context, unit: Unit, gateway: GatewayRow, wanted: Fields, secret: string): Promise<void> {
  const changes = differencesOf(gateway, wanted);
  if (Object.keys(changes).length === 0) throw new NothingToChange();
  if (changes.gatewayOrgId) await refuseWhileKeysLive(unit, gateway);
  const isElsewhere = !isSameMachine(gateway.controlUrl, wanted.controlUrl);
  const secretSealed = isElsewhere ? ctx.secrets.seal(secretForElsewhere(secret), gatewaySeal(gateway.id)) : null;
  const isAnother = Boolean(changes.controlUrl ?? changes.gatewayOrgId);
  await unit.tx
    .update(gateways)
    .set({
      ...wanted,
      ...(secretSealed && { secretSealed }),
      ...(isAnother && { syncOrderedAt: sql`now()`, syncStep: 'waiting' as const }),
      revision: sql`${gateways.revision} + 1`,
    })
    .where(eq(gateways.id, gateway.id));
  await unit.audit('gateway.changed', { kind: 'gateway', id: gateway.id }, { name: gateway.name, changes });
  if (isAnother) await unit.enqueue({ kind: 'gateway.synchronize', gatewayId: gateway.id });
}

/** Saving a form in which nothing was changed is harmless, and no event. */
class NothingToChange extends Error {}

function changedMeanwhile() {
  return conflict('Somebody else changed this gateway meanwhile. Open the page again to see it as it is.');
}

function wantedOf(seen: GatewayRow, input: GatewayChange): Fields {
  const { controlUrl, proxyUrl, gatewayOrgId } = seen;
  const { reachesPrivate } = input;
  if (seen.fromEnvironment) {
    return { name: parseGatewayName(input.name), reachesPrivate, controlUrl, proxyUrl, gatewayOrgId };
  }
  const proxy = input.proxyUrl.trim();
  const read = readEach({
    name: () => parseGatewayName(input.name),
    controlUrl: () => parseBaseUrl('controlUrl', input.controlUrl),
    proxyUrl: () => (proxy ? parseBaseUrl('proxyUrl', proxy) : parseBaseUrl('controlUrl', input.controlUrl)),
    gatewayOrgId: () => parseOrgId(input.gatewayOrgId),
  });
  return { ...read, reachesPrivate };
}

function differencesOf(before: Fields, wanted: Fields) {
  const names = Object.keys(wanted) as (keyof Fields)[];
  const changed = names.filter((name) => before[name] !== wanted[name]);
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: wanted[name] }])) as Partial<
    Record<keyof Fields, { from: unknown; to: unknown }>
  >;
}

function isSameMachine(before: string, wanted: string): boolean {
  return new URL(before).origin === new URL(wanted).origin;
}

function secretForElsewhere(secret: string): string {
  if (!secret.trim()) throw invalid('secret', 'The address leads elsewhere, so enter the gateway’s secret again.');
  return parseSecret(secret);
}

/** A key belongs to the organization under which it was made: under another one the gateway would not find it. */
async function refuseWhileKeysLive(unit: Unit, gateway: GatewayRow): Promise<void> {
  const isOver = ['revoked', 'failed'] as const;
  const [live] = await unit.tx
    .select({ count: count() })
    .from(credentials)
    .where(and(eq(credentials.gatewayId, gateway.id), notInArray(credentials.status, [...isOver])));
  if (!live?.count) return;
  const keys = live.count === 1 ? 'One key was' : `${live.count} keys were`;
  throw invalid('gatewayOrgId', `${keys} made under this id and would be lost. Add the other one as a second gateway.`);
}
