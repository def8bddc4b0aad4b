import { eq, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockCredential } from './lock-credential';

const NAME_MAX = 120;

/** Leaves a change that has nothing to change. */
class SameName extends Error {}

/**
 * Calls a key what people want to call it; the gateway does not know the name. Throws `not_found`, `forbidden`,
 * `invalid` for `name`, and `conflict` for a key that has ended.
 */
export async function renameCredential(ctx: Context, input: { credentialId: string; name: string }): Promise<void> {
  const name = input.name.trim().replace(/\s+/g, ' ');
  await mutate(ctx, async (unit) => {
    const { row, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.rename', resource);
    if (name === '') throw invalid('name', 'Give the key a name.');
    if (name.length > NAME_MAX) throw invalid('name', `Use at most ${NAME_MAX} characters.`);
    if (row.status === 'revoking' || row.status === 'revoked')
      throw conflict('This key has ended, so it keeps its name.');
    if (row.name === name) throw new SameName();
    await unit.tx.update(credentials).set({ name, updatedAt: sql`now()` }).where(eq(credentials.id, row.id));
    const { id, organizationId } = row;
    await unit.audit('credential.renamed', { kind: 'credential', id, organizationId }, { from: row.name, to: name });
  }).catch((error: unknown) => {
    if (!(error instanceof SameName)) throw error;
  });
}
