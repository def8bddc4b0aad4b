import { eq, sql } from 'drizzle-orm';
import { gateways } from '@/db/schema';
import type { Context } from '../../context';

/** What the gateway's page says; each is found again by its beginning, so that a success takes back only these. */
export const SECRET_REFUSED = 'The gateway refuses the portal’s secret. Correct it; keys wait until then.';
/** The beginning; the adapter's reason follows. */
export const SILENT = 'The gateway does not answer: ';
/** Keys go on being made: the risk is the operator’s to weigh (provisioning.md 0.8). */
export const WEAK_HASH =
  'The gateway hashes keys with murmur32, its default: keys with another ending also work. Set hash_key_function to sha256 or murmur64.';
/** Hex digits of a murmur32 hash (provisioning.md 0.8). */
const WEAK_HASH_LENGTH = 8;

type Asked = { id: string; name: string; lastProblem: string | null };

/**
 * Writes down that the secret was refused, and raises the alarm: nothing goes on at this gateway until somebody acts.
 */
export async function noteSecretRefused(ctx: Context, gateway: Asked): Promise<void> {
  ctx.log.error({ gatewayId: gateway.id, alarm: 'gateway_secret_refused' }, 'the gateway refuses the secret');
  await note(ctx, gateway, SECRET_REFUSED);
}

/** Writes down that the gateway did not answer. `reason` is the adapter's, which quotes nothing secret. */
export async function noteSilence(ctx: Context, gateway: Asked, reason: string): Promise<void> {
  ctx.log.warn({ gatewayId: gateway.id, reason }, 'the gateway did not answer');
  await note(ctx, gateway, SILENT + reason);
}

/** Takes back what the two above wrote, once a call went well; warns of a hash that lets other keys in. */
export async function noteAnswer(ctx: Context, gateway: Asked, keyHash: string | null): Promise<void> {
  const isWeak = keyHash?.length === WEAK_HASH_LENGTH;
  if (isWeak) return note(ctx, gateway, WEAK_HASH);
  const isOver = [SECRET_REFUSED, SILENT, WEAK_HASH].some((problem) => gateway.lastProblem?.startsWith(problem));
  if (isOver) await note(ctx, gateway, null);
}

async function note(ctx: Context, gateway: Asked, problem: string | null): Promise<void> {
  if (gateway.lastProblem === problem) return;
  await ctx.db
    .update(gateways)
    .set({ lastProblem: problem, lastCheckedAt: sql`now()` })
    .where(eq(gateways.id, gateway.id));
}
