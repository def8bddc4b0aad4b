import type { Context } from '../context';
import { notFound } from '../errors';
import { type AdminLine, listAdmins } from './list-admins';

/** One portal admin. Throws `not_found`, also for everybody who is none. */
export async function getAdmin(ctx: Context, userId: string): Promise<AdminLine> {
  const admin = (await listAdmins(ctx)).find(({ id }) => id === userId);
  if (!admin) throw notFound();
  return admin;
}
