import { and, eq, lte } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { inviteCodes } from '@/db/schema';
import type { Context } from '../context';
import { invalid, notFound } from '../errors';
import { mutate, type Unit } from '../mutate';
import { authorize, can } from '../policy';
import { checkTerms, type InviteCodeTerms, lastDayOf } from './terms';

/**
 * Changes whom a code lets in, how many and until when; who used it stays where they are. What is left out stays as it
 * is now, also where somebody else changes it at the same time. The quota cannot go below what is used, however many
 * register meanwhile. Throws `not_found`, `invalid`.
 */
export async function changeInviteCode(
  ctx: Context,
  input: Partial<InviteCodeTerms> & { inviteCodeId: string },
): Promise<void> {
  const { inviteCodeId: id, ...wish } = input;
  await mutate(ctx, async (unit) => {
    if (!can(ctx.actor, 'inviteCode.list') || !isId(id)) throw notFound();
    const [before] = await unit.tx.select().from(inviteCodes).where(eq(inviteCodes.id, id)).for('update');
    if (!before) throw notFound();
    authorize(ctx.actor, 'inviteCode.manage');
    const terms = await checkTerms(unit, { ...termsOf(before), ...wish });
    await write(unit, id, terms);
    const { organizationId } = terms;
    await unit.audit(
      'invite_code.changed',
      { kind: 'invite_code', id, organizationId },
      { changes: of(before, terms) },
    );
  });
}

type Columns = Awaited<ReturnType<typeof checkTerms>>;

function termsOf({ teamId, quota, expiresAt, isActive, note }: typeof inviteCodes.$inferSelect): InviteCodeTerms {
  return { teamId, quota, isActive, note, lastDay: lastDayOf(expiresAt) };
}

async function write(unit: Unit, id: string, terms: Columns): Promise<void> {
  const changed = await unit.tx
    .update(inviteCodes)
    .set(terms)
    .where(and(eq(inviteCodes.id, id), lte(inviteCodes.used, terms.quota)))
    .returning({ id: inviteCodes.id });
  if (changed.length === 0) throw invalid('quota', 'More people have used the code already. Enter a larger number.');
}

function of(before: Columns, after: Columns): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(after) as (keyof Columns)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, { from: before[name], to: after[name] }]));
}
