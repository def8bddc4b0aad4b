import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { admit } from './admit';
import { deadLink, refuseDeadLink } from './dead-link';
import { spendToken } from './tokens';

/**
 * Uses up a verification link and lets its owner in, or has them wait for an admin. It logs nobody in and touches no
 * session, whoever opens it. Throws `conflict` for a link that does not work any more, `too_many` after many of them.
 */
export async function verifyAddress(ctx: Context, input: { token: string }): Promise<{ status: 'active' | 'pending' }> {
  const link = { purpose: 'verify_address', token: input.token } as const;
  await refuseDeadLink(ctx, link);
  return mutate(ctx, async (unit) => {
    const spent = await spendToken(unit.tx, link);
    if (!spent) throw deadLink();
    const [user] = await unit.tx
      .select({ id: users.id, status: users.status, organizationId: users.organizationId })
      .from(users)
      .where(eq(users.id, spent.subjectId))
      .for('update');
    if (user?.status !== 'unverified') throw deadLink();
    await unit.audit('user.address_verified', { kind: 'user', id: user.id, organizationId: user.organizationId });
    return { status: await admit(unit, user.id) };
  });
}
