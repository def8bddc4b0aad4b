import { eq } from 'drizzle-orm';
import { activateAdmin } from '@/core/admins/activate-admin';
import { addAdmin } from '@/core/admins/add-admin';
import { changeAdmin } from '@/core/admins/change-admin';
import { deactivateAdmin } from '@/core/admins/deactivate-admin';
import { removeAdmin } from '@/core/admins/remove-admin';
import { resendAdminInvitation } from '@/core/admins/resend-admin-invitation';
import type { Database } from '@/db/client';
import { users } from '@/db/schema';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const others: Role[] = ['alan', 'arun', 'audrey'];
/** Admins see each other; everybody else learns nothing. */
const onlyOwner = expecting('not_found', { ok: ['priya'], forbidden: others });

async function deactivated(db: Database, { audrey }: World): Promise<{ userId: string }> {
  await db.update(users).set({ status: 'inactive' }).where(eq(users.id, audrey.userId));
  return { userId: audrey.userId };
}

/** Verbs about the portal’s admins. */
export const admins: Row[] = [
  row({
    verb: 'addAdmin',
    stage: nothing,
    act: (ctx) =>
      addAdmin(ctx, { firstName: 'New', lastName: 'Admin', email: 'n@provider.test', role: 'auditor', productIds: [] }),
    expected: expecting('forbidden', { ok: ['priya'] }),
  }),
  row({
    verb: 'changeAdmin',
    stage: nothing,
    act: (ctx, _stage, { audrey }) =>
      changeAdmin(ctx, {
        userId: audrey.userId,
        firstName: 'Audrey',
        lastName: 'Test',
        role: 'approver',
        productIds: [],
        version: 1,
      }),
    expected: onlyOwner,
  }),
  row({
    verb: 'deactivateAdmin',
    stage: nothing,
    act: (ctx, _stage, { audrey }) => deactivateAdmin(ctx, { userId: audrey.userId }),
    expected: onlyOwner,
  }),
  row({ verb: 'activateAdmin', stage: deactivated, act: activateAdmin, expected: onlyOwner }),
  row({
    verb: 'resendAdminInvitation',
    stage: nothing,
    act: (ctx, _stage, { audrey }) => resendAdminInvitation(ctx, { userId: audrey.userId }),
    expected: onlyOwner,
  }),
  row({
    verb: 'removeAdmin',
    stage: nothing,
    act: (ctx, _stage, { audrey }) => removeAdmin(ctx, { userId: audrey.userId }),
    expected: onlyOwner,
  }),
];
