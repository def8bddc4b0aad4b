import { parseArgs } from 'node:util';
import type { AdminRole } from '@/core/identity/actor';
import { CommandError } from './command-error';

const USAGE =
  'create-admin --email ADDRESS [--first-name NAME] [--last-name NAME] [--role owner|admin|approver|auditor] [--password-stdin]';
const ROLES: readonly AdminRole[] = ['owner', 'admin', 'approver', 'auditor'];

/** What the operator's arguments ask for; an owner unless told otherwise. Throws a `CommandError` with the usage. */
export function readAdminWish(args: string[]) {
  const { values } = parse(args);
  const role = ROLES.find((known) => known === (values.role ?? 'owner'));
  const { email, 'first-name': firstName = 'Portal', 'last-name': lastName = 'Admin' } = values;
  if (!email || !role) throw new CommandError(`usage: ${USAGE}`);
  return { email, firstName, lastName, role, readsPassword: values['password-stdin'] ?? false };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        email: { type: 'string' },
        'first-name': { type: 'string' },
        'last-name': { type: 'string' },
        role: { type: 'string' },
        'password-stdin': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : ''}\nusage: ${USAGE}`, { cause: error });
  }
}
