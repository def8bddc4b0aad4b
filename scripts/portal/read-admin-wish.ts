import type { AdminRole } from '@/core/identity/actor';
import { readOptions, wrong } from './read-options';

const ROLES: readonly AdminRole[] = ['owner', 'admin', 'approver', 'auditor'];
/** What the operator's arguments ask for; an owner unless told otherwise. Throws a `UsageError` with the usage. */
export function readAdminWish(args: string[]) {
  const { email, role: given, ...values } = readOptions('create-admin', args).values;
  const role = ROLES.find((known) => known === given);
  if (!email) throw wrong('create-admin', 'Whose address? Give --email.');
  if (!role) throw wrong('create-admin', `There is no role "${given}".`);
  return {
    email,
    firstName: values['first-name'],
    lastName: values['last-name'],
    role,
    readsPassword: values['password-stdin'],
  };
}
