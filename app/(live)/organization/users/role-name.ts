/** A role, as it is called on the screen. */
export function roleName(role: 'super_admin' | 'team_member'): string {
  return role === 'super_admin' ? 'Super admin' : 'Team member';
}
