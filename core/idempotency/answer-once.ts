import { and, eq, sql } from 'drizzle-orm';
import { idempotencyKeys } from '@/db/schema';
import type { Context } from '../context';
import { conflict, DomainError } from '../errors';
import { postgresCode } from '../mutate';

/** So long the same key is answered the same. Longer than any client tries again. */
export const REMEMBERED_HOURS = 24;
/** Whoever sends the same thing while the first one is still under way may ask again after this long. Seconds. */
const AGAIN_AFTER_SECONDS = 2;
/** PostgreSQL gave up waiting for a lock. */
const LOCK_TIMEOUT = '55P03';

/** What was answered. `body` is JSON. */
export type Answer = { status: number; body: string; location: string | null };
type Request = {
  tokenId: string;
  key: string;
  /** Everything that makes it this request and no other. */
  asked: string;
};

/**
 * Runs `work` once for a key, however often and by how many at once the same request is sent: what it changes and the
 * answer that is remembered commit together, so a crash leaves both or neither. Whoever comes while the first is under
 * way waits for it and is given its answer. What was refused changed nothing, is not remembered, and is tried anew.
 * `work` gets a context whose database is that transaction; it must not touch the network. Throws `invalid` when the
 * key was used with another request, `conflict` when the first one takes too long, and what `work` throws.
 */
export async function answerOnce(
  ctx: Context,
  request: Request,
  work: (ctx: Context) => Promise<Answer>,
): Promise<{ answer: Answer; isRepeated: boolean }> {
  const boundTo = `idempotency:${request.tokenId}:${request.key}`;
  const requestDigest = ctx.secrets.digest('idempotency', request.asked);
  return ctx.db
    .transaction(async (tx) => {
      const isMine = and(eq(idempotencyKeys.tokenId, request.tokenId), eq(idempotencyKeys.key, request.key));
      await tx
        .delete(idempotencyKeys)
        .where(and(isMine, sql`${idempotencyKeys.createdAt} < now() - make_interval(hours => ${REMEMBERED_HOURS})`));
      const [first] = await tx
        .insert(idempotencyKeys)
        .values({ tokenId: request.tokenId, key: request.key, requestDigest })
        .onConflictDoNothing()
        .returning({ key: idempotencyKeys.key });
      if (!first) {
        const [kept] = await tx.select().from(idempotencyKeys).where(isMine);
        return { answer: read(ctx, kept, request.asked, boundTo), isRepeated: true };
      }
      const answer = await work({ ...ctx, db: tx });
      await tx
        .update(idempotencyKeys)
        .set({ status: answer.status, bodySealed: ctx.secrets.seal(JSON.stringify(answer), boundTo) })
        .where(isMine);
      return { answer, isRepeated: false };
    })
    .catch((error: unknown) => {
      if (postgresCode(error) === LOCK_TIMEOUT) throw underWay();
      throw error;
    });
}

type Kept = typeof idempotencyKeys.$inferSelect;

function read(ctx: Context, kept: Kept | undefined, asked: string, boundTo: string): Answer {
  // Gone or without an answer: it was thrown away in this very moment.
  if (!kept?.bodySealed) throw underWay();
  const { requestDigest } = kept;
  if (!ctx.secrets.digests('idempotency', asked).some((digest) => digest.equals(requestDigest))) {
    throw new DomainError('invalid', 'This Idempotency-Key was used with another request. Draw a new one.', {
      'Idempotency-Key': ['It was used with another request.'],
    });
  }
  // Sealed by this function, bound to this token and key.
  return JSON.parse(ctx.secrets.open(kept.bodySealed, boundTo)) as Answer;
}

function underWay(): DomainError {
  const { code, message } = conflict('The same request is still under way. Ask again in a moment.');
  return new DomainError(code, message, {}, AGAIN_AFTER_SECONDS);
}
