import { sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { readSettings } from '../settings/read';
import { rowInvariants } from './invariant-rows';
import { credentialSeal, keyDigests } from './key-secrets';

/** A key as a gateway holds it, seen from outside: the tests' demo gateway, or a real one's list. */
export type HeldKey = {
  key: string;
  hash: string | null;
  policyIds: readonly string[];
  apiIds: readonly string[];
  expires: number;
  metadata: Readonly<Record<string, unknown>>;
};

type Row = typeof credentials.$inferSelect;

/** What is not seen in the rows alone. */
const NAMES = {
  noRight: 'I2 a key is at the gateway only while its credential lets it be there',
  policies: 'I3 it has the policies that were approved',
  apis: 'I3 it has the APIs that were approved',
  expiry: 'I3 it has the expiry that was approved',
  once: 'I3 every active key is at the gateway, once',
  shown: 'I4 it is the key that people are shown',
  secrets: 'I13 no secret stands in jobs, history, mails, notices or errors',
  rights: 'I18 it has rights',
  lifetime: 'I18 it expires where its plan says so',
  hash: 'I18 it has the hash that was answered',
} as const;

/** Everything that is looked at: what `findViolations` finds begins with one of these names and a colon. */
export const INVARIANTS: readonly string[] = [...rowInvariants.map(({ name }) => name), ...Object.values(NAMES)].sort();

/**
 * What of provisioning.md 4.6 does not hold, one line each; none when all is well. `held` are all keys of the gateways,
 * or null to check the rows alone. `atRest`: nothing is on its way, so both sides must agree exactly. For tests, the
 * soak and an operator's doubt; it reads everything.
 */
export async function findViolations(
  ctx: Context,
  input: { held: readonly HeldKey[] | null; atRest: boolean },
): Promise<string[]> {
  const violations: string[] = [];
  for (const { name, broken, onlyAtRest } of rowInvariants) {
    if (onlyAtRest && !input.atRest) continue;
    const { rows } = await ctx.db.execute<{ what: string }>(broken);
    violations.push(...rows.map(({ what }) => `${name}: ${what}`));
  }
  const rows = await ctx.db.select().from(credentials);
  violations.push(...(await leakedSecrets(ctx, rows)));
  if (input.held) {
    const { portalInstance } = await readSettings(ctx.db);
    const ours = input.held.filter((held) => held.metadata.portal_instance === portalInstance);
    violations.push(...heldWithoutRight(ours, rows, input.atRest));
    violations.push(...ours.flatMap((held) => differencesFromRow(ctx, held, rows)));
    if (input.atRest) violations.push(...notHeld(ours, rows));
  }
  return violations;
}

/** I2, I15: what is at the gateway has a row that lets it be there. */
function heldWithoutRight(held: readonly HeldKey[], rows: readonly Row[], atRest: boolean): string[] {
  const allowed = atRest ? ['active'] : ['provisioning', 'active', 'revoking'];
  return held.flatMap(({ metadata }) => {
    const row = rows.find(({ id }) => id === metadata.credential_id);
    if (row && allowed.includes(row.status)) return [];
    return [`${NAMES.noRight}: ${String(metadata.credential_id)} ${row?.status ?? 'unknown'}`];
  });
}

/** I3, I4, I18: it is the key that people were shown, with the rights that were approved. */
function differencesFromRow(ctx: Context, held: HeldKey, rows: readonly Row[]): string[] {
  const row = rows.find(({ id }) => id === held.metadata.credential_id);
  if (row?.status !== 'active' || row.settledAt === null) return [];
  const expires = row.suspendedAt ? 1 : Math.floor((row.expiresAt?.getTime() ?? 0) / 1000);
  const shown = row.keySealed ? ctx.secrets.open(row.keySealed, credentialSeal(row.id)) : held.key;
  const checks: [string, boolean][] = [
    [NAMES.policies, isSameSet(held.policyIds, row.wanted.policyIds)],
    [NAMES.apis, row.wanted.apiIds.every((apiId) => held.apiIds.includes(apiId))],
    [NAMES.expiry, held.expires === expires || (isOver(row) && held.expires === 1)],
    [NAMES.shown, shown === held.key && isKnownKey(ctx, row, held)],
    [NAMES.rights, held.apiIds.length > 0],
    [NAMES.lifetime, row.wanted.lifetimeDays === null || held.expires > 0],
    [NAMES.hash, held.hash === null || held.hash === row.gatewayKeyHash],
  ];
  return checks.flatMap(([name, holds]) => (holds ? [] : [`${name}: ${row.id}`]));
}

/** Of a key that was attached by its hash, the hash is all that is known. */
function isKnownKey(ctx: Context, row: Row, held: HeldKey): boolean {
  if (row.isImported && row.keyDigest === null) return held.hash === row.gatewayKeyHash;
  const { keyDigest } = row;
  return keyDigest !== null && keyDigests(ctx, held.key).some((digest) => digest.equals(keyDigest));
}

/** An end that passed before the gateway heard of it was told as one that is now. */
function isOver({ expiresAt }: Row): boolean {
  return expiresAt !== null && expiresAt.getTime() <= Date.now();
}

/** I3: every active key is there, once. */
function notHeld(held: readonly HeldKey[], rows: readonly Row[]): string[] {
  return rows.flatMap((row) => {
    if (row.status !== 'active' || isOver(row)) return [];
    const times = held.filter(({ metadata }) => metadata.credential_id === row.id).length;
    return times === 1 ? [] : [`${NAMES.once}: ${row.id} ${times} times`];
  });
}

/** I13: no secret in jobs, history, mails, notices or errors. */
async function leakedSecrets(ctx: Context, rows: readonly Row[]): Promise<string[]> {
  const { rows: texts } = await ctx.db.execute<{ place: string; text: string }>(sql`
    select 'a job' as place, payload::text || coalesce(last_error, '') as text from graphile_worker._private_jobs
    union all select 'the audit log', detail::text || actor_label from audit_events
    union all select 'a mail', facts::text || coalesce(last_error, '') || coalesce(subject_line, '') from mails
    union all select 'a notice', title || href from notifications
    union all select 'a credential', coalesce(last_error, '') || revoke_reason || wanted::text from credentials
    union all select 'a gateway', coalesce(last_problem, '') from gateways`);
  return rows.flatMap((row) => {
    const sealed = [row.keyIdSealed, row.keySealed].flatMap((secret) => (secret ? [secret] : []));
    const secrets = sealed.map((secret) => ctx.secrets.open(secret, credentialSeal(row.id)));
    const leaks = texts.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
    return leaks.map(({ place }) => `${NAMES.secrets}: of ${row.id} in ${place}`);
  });
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
