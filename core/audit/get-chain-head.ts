import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { type ChainHead, readChainHead } from './chain-head';

/** How far the audit log is sealed, for portal admins; null before the first seal. Throws `not_found` for everybody else. */
export async function getChainHead(ctx: Context): Promise<ChainHead | null> {
  if (!can(ctx.actor, 'audit.read')) throw notFound();
  return readChainHead(ctx.db);
}
