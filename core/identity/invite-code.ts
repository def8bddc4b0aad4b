import { and, eq, exists, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { inviteCodes, organizations } from '@/db/schema';
import type { Context } from '../context';

const CODE_MAX = 100;

/** Where a code leads. */
export type InvitePlace = { inviteCodeId: string; organizationId: string; teamId: string };

/**
 * How a code is found: people type it in any case, with blanks, and leave out hyphens. Issuing a code must use this
 * too.
 */
export function inviteCodeDigest(ctx: Pick<Context, 'secrets'>, code: string): Buffer {
  return ctx.secrets.digest('invite-code', folded(code));
}

/** All that a row of this code may carry: also what was written under a previous PORTAL_SECRET. For look-ups. */
export function inviteCodeDigests(ctx: Pick<Context, 'secrets'>, code: string): Buffer[] {
  return [...ctx.secrets.digests('invite-code', folded(code))];
}

function folded(code: string): string {
  return code
    .slice(0, CODE_MAX)
    .normalize('NFKC')
    .replace(/[\s-]+/g, '')
    .toUpperCase();
}

/** Whether somebody could register with this code now. Takes nothing. */
export async function isInviteCodeUsable(
  ctx: Context,
  tx: Pick<Database | Transaction, 'select'>,
  code: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: inviteCodes.id })
    .from(inviteCodes)
    .where(isUsable(ctx, tx, code));
  return rows.length > 0;
}

/**
 * Takes one slot of a code, or answers null when it cannot be used: unknown, inactive, expired and used up look alike.
 * The condition stands in the UPDATE itself, so that the quota holds however many register at once; a slot comes back
 * when the transaction does not commit.
 */
export async function takeInviteSlot(ctx: Context, tx: Transaction, code: string): Promise<InvitePlace | null> {
  const [place] = await tx
    .update(inviteCodes)
    .set({ used: sql`${inviteCodes.used} + 1` })
    .where(isUsable(ctx, tx, code))
    .returning({
      inviteCodeId: inviteCodes.id,
      organizationId: inviteCodes.organizationId,
      teamId: inviteCodes.teamId,
    });
  return place ?? null;
}

function isUsable(ctx: Context, tx: Pick<Database | Transaction, 'select'>, code: string) {
  return and(
    inArray(inviteCodes.codeDigest, inviteCodeDigests(ctx, code)),
    eq(inviteCodes.isActive, true),
    lt(inviteCodes.used, inviteCodes.quota),
    or(isNull(inviteCodes.expiresAt), gt(inviteCodes.expiresAt, sql`now()`)),
    exists(
      tx
        .select({ one: sql`1` })
        .from(organizations)
        .where(and(eq(organizations.id, inviteCodes.organizationId), eq(organizations.status, 'active'))),
    ),
  );
}
