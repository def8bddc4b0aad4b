import { and, eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalidFields } from '../errors';
import { type AdminRole, userIdOf } from '../identity/actor';
import { foldedName, nameProblem } from '../identity/person-name';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockAdmin, refuseOneselfAndLastOwner } from './lock-admin';
import { writeProducts } from './write-products';

/**
 * An admin as they shall be. `productIds` limits an approver to some products (none: all); `version` is the one that
 * the form showed.
 */
export type AdminChange = {
  userId: string;
  firstName: string;
  lastName: string;
  role: AdminRole;
  productIds: readonly string[];
  version: number;
};

/**
 * Changes an admin's names, role and products; counts from their next request on. Nobody changes their own role, and
 * the last owner stays one. Throws `not_found`, `invalid`, `conflict` also when the account was changed since
 * `version`.
 */
export async function changeAdmin(ctx: Context, input: AdminChange): Promise<void> {
  await mutate(ctx, async (unit) => {
    const admin = await lockAdmin(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'admin.manage');
    const names = checkNames(input);
    if (input.role !== admin.role) refuseOneselfAndLastOwner(ctx.actor, admin, 'change the role of');
    const [changed] = await unit.tx
      .update(users)
      .set({ ...names, adminRole: input.role, version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(and(eq(users.id, admin.id), eq(users.version, input.version)))
      .returning({ id: users.id });
    if (!changed) throw conflict('Somebody else changed this admin meanwhile. Open the page again.');
    const productIds = await writeProducts(unit, input);
    const detail = { role: { from: admin.role, to: input.role }, productIds, self: admin.id === userIdOf(ctx.actor) };
    await unit.audit('admin.changed', { kind: 'user', id: admin.id }, detail);
  });
}

function checkNames(input: AdminChange): { firstName: string; lastName: string } {
  const [firstName, lastName] = [foldedName(input.firstName), foldedName(input.lastName)];
  const problems = {
    firstName: nameProblem(firstName, 'first name'),
    lastName: nameProblem(lastName, 'last name'),
  };
  const found = Object.entries(problems).flatMap(([field, problem]) => (problem ? [[field, [problem]]] : []));
  if (found.length > 0) throw invalidFields(Object.fromEntries(found));
  return { firstName, lastName };
}
