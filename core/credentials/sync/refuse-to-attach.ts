import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { credentials } from '@/db/schema';
import type { Context } from '../../context';
import type { KeySession } from '../../ports/gateway-keys';
import { readSettings } from '../../settings/read';
import { marksThis } from './held-key';
import type { KeyRow } from './key-row';

/**
 * Why a key that the gateway has cannot be attached to this record, in words for admins; null when it can, or when it is
 * attached already. What is blocked or over is not brought back to life by the way.
 */
export async function refusalToAttach(ctx: Context, row: KeyRow, session: KeySession): Promise<string | null> {
  if (marksThis(row, session)) return null;
  const { orgId, metadata, expires } = session;
  if (metadata.portico === 'sentinel') return 'This is the key by which a portal watches the gateway.';
  if (orgId !== '' && orgId !== row.gateway.gatewayOrgId) {
    return 'The key belongs to another organization of the gateway.';
  }
  const isOver = expires !== 0 && expires <= row.dbNow.getTime() / 1000;
  if (isOver) return 'The key has ended or is blocked at the gateway. Let it work there first.';
  if (session.isInactive) return 'The key is inactive at the gateway. Let it work there first.';
  return whoseElse(ctx, metadata);
}

/** A key of ours that no record knows may be attached: that is how a key of a restored database is found again. */
async function whoseElse(ctx: Context, metadata: KeySession['metadata']): Promise<string | null> {
  const { portal_instance: instance, credential_id: credentialId } = metadata;
  if (typeof instance !== 'string') return null;
  if (instance !== (await readSettings(ctx.db)).portalInstance) return 'Another portal looks after this key.';
  if (typeof credentialId !== 'string' || !isId(credentialId)) return null;
  const [holder] = await ctx.db
    .select({ id: credentials.id })
    .from(credentials)
    .where(eq(credentials.id, credentialId));
  return holder ? 'The portal knows this key already: it is another record’s.' : null;
}
