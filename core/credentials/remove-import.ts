import { and, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, credentials } from '@/db/schema';
import { lockAccessRequest } from '../access-requests/lock-request';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { visibleCredentials } from '../visibility';
import { requestRevocations } from './request-revocations';

const REASON = 'The key could not be attached';

/**
 * Gives up a key that could not be attached: its record and the request that was written with it are ended. The key at
 * the gateway stays as it is, and can be attached again. Throws `not_found`, `forbidden`, and `conflict` for every other
 * credential: a key that works is revoked.
 */
export async function removeImport(ctx: Context, input: { credentialId: string }): Promise<void> {
  if (!isId(input.credentialId)) throw notFound();
  await mutate(ctx, async (unit) => {
    const [found] = await unit.tx
      .select({ requestId: credentials.accessRequestId })
      .from(credentials)
      .where(and(eq(credentials.id, input.credentialId), visibleCredentials(unit.tx, ctx.actor)));
    if (!found) throw notFound();
    const request = await lockAccessRequest(unit.tx, ctx.actor, found.requestId);
    authorize(ctx.actor, 'credential.import', request.app);
    const [row] = await unit.tx.select().from(credentials).where(eq(credentials.id, input.credentialId)).for('update');
    if (!row?.isImported || row.status !== 'failed')
      throw conflict('Only a key that could not be attached is removed.');
    await unit.tx
      .update(accessRequests)
      .set({
        status: 'withdrawn',
        decisionReason: REASON,
        version: sql`${accessRequests.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(accessRequests.id, request.id));
    const subject = { kind: 'access_request', id: request.id, organizationId: request.organizationId };
    await unit.audit('access_request.withdrawn', subject, { reason: REASON });
    await requestRevocations(ctx, unit, { credentialId: row.id }, REASON);
  });
}
