import type { KeyName } from '@/core/ports/gateway-keys';

/** Hash functions that a gateway can write into its tokens (gateway.md 5). */
const TOKEN_FUNCTIONS = ['murmur64', 'sha256', 'murmur128', 'murmur32'] as const;

/**
 * Every name under which the gateway may know a key. For a returned key that is the key. For an id whose answer was
 * never seen it is the raw id, the plain concatenation, and each token: which one it is depends on the gateway's
 * configuration, and `disable_key_actions_by_username` hides the raw id (provisioning.md 4.3, T6).
 */
export function keyForms(orgId: string, name: KeyName): readonly string[] {
  // `.` and `..` cannot be written into a path: there they are steps, and lead to the list of all keys, or above it.
  if ('key' in name) return /^\.{1,2}$/.test(name.key) ? [] : [name.key];
  if ('hash' in name) return [name.hash];
  return [name.id, orgId + name.id, ...TOKEN_FUNCTIONS.map((hash) => token(orgId, name.id, hash))];
}

/**
 * What goes with the name: a hash is only looked up as one when asked so, an id only with its organization (gateway.md
 * 4.4). A key goes without: with the organization a bare id would pass for one, and a key must have one name only.
 */
export function nameQuery(orgId: string, name: KeyName): Readonly<Record<string, string>> {
  if ('key' in name) return {};
  return 'hash' in name ? { hashed: 'true' } : { org_id: orgId };
}

function token(orgId: string, id: string, hash: string): string {
  // The gateway formats this string by hand, so the order of the members and the missing spaces are part of the key.
  return Buffer.from(`{"org":"${orgId}","id":"${id}","h":"${hash}"}`).toString('base64');
}
