import { expect, test } from 'vitest';
import { place } from './place';

// Let the role be any text, and this must fail.
test('a super admin gives one of the two roles of an organization, letter by letter [T-25]', () => {
  for (const role of ['super_admin', 'team_member']) expect(place.parse({ role })).toEqual({ role, teamIds: [] });
  const others = ['admin', 'owner', 'super_admin ', 'Super_Admin', 'SUPER_ADMIN', 'super_admin\0', '', ['super_admin']];
  for (const role of [...others, undefined, null, 1, {}]) expect(place.safeParse({ role }).success).toBe(false);
});
