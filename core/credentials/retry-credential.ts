import { eq, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import { lockCredential } from './lock-credential';

const ATTACHED = 'Another record has attached this key meanwhile. Remove this one.';

/**
 * Lets a key that the gateway refused be tried again, after somebody mended the reason: the same key, under the same
 * id. Throws `not_found`, `forbidden`, and `conflict` where nothing has failed.
 */
export async function retryCredential(ctx: Context, input: { credentialId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { row, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.retry', resource);
    if (row.status !== 'failed') throw conflict('This key has not failed.');
    await unit.tx
      .update(credentials)
      .set({
        status: 'provisioning',
        operation: sql`${credentials.operation} + 1`,
        attempts: 0,
        lastError: null,
        nextLookAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .where(eq(credentials.id, row.id));
    const { id, organizationId } = row;
    await unit.audit('credential.retried', { kind: 'credential', id, organizationId });
    await unit.enqueue({ kind: 'credential.sync', credentialId: id });
  }).catch((error: unknown) => {
    // Given up once, it was attached by another record in the meantime.
    if (violatedConstraint(error) === 'credentials_one_import') throw conflict(ATTACHED);
    throw error;
  });
}
