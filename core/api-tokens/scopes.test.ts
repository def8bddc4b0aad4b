import { expect, test } from 'vitest';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { deactivateAdmin } from '../admins/deactivate-admin';
import type { AdminActor } from '../identity/actor';
import { can, permissions } from '../policy';
import { coversScope, type Scope, scopes } from './scopes';

const withToken = (admin: AdminActor, held: readonly Scope[]): AdminActor => ({
  ...admin,
  token: { id: admin.sessionId, name: 'CI', scopes: held },
});

test('writing includes reading of the same resource, and nothing else', () => {
  expect(coversScope(['requests:write'], 'requests:read')).toBe(true);
  expect(coversScope(['requests:read'], 'requests:write')).toBe(false);
  expect(coversScope(['requests:write'], 'credentials:read')).toBe(false);
  expect(coversScope(['introspect'], 'introspect')).toBe(true);
  expect(coversScope([], 'requests:read')).toBe(false);
});

// Delete isInScope from `can`: the door's own check would be the only net.
test('the verbs themselves refuse what no scope of the token names', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { requestId } = await seedRequest(db, world);
    const approve = (held: readonly Scope[]) =>
      outcome(approveAccessRequest(contextFor(db, withToken(world.priya, held)), { requestId }));
    expect(await approve(scopes.filter((scope) => scope !== 'requests:write'))).toBe('forbidden');
    expect(await approve(['requests:write'])).toBe('ok');
    const program = contextFor(db, withToken(world.priya, scopes));
    expect(await outcome(deactivateAdmin(program, { userId: world.alan.userId }))).not.toBe('ok');
  }));

test('a token adds nothing to what its admin may', () =>
  inSandbox(async (db) => {
    const { priya, alan, arun, audrey } = await seedWorld(db);
    for (const admin of [priya, alan, arun, audrey]) {
      const more = permissions.filter((each) => can(withToken(admin, scopes), each) && !can(admin, each));
      expect(more).toEqual([]);
      expect(permissions.filter((each) => can(withToken(admin, []), each))).toEqual([]);
    }
  }));
