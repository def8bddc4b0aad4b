import { eq, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { credentialSeal } from './key-secrets';
import { lockCredential } from './lock-credential';

/** What a person needs to call an API with it. `key` goes into this one answer and nowhere else. */
export type Revealed = { key: string; lastFour: string; isOnlyTime: boolean };

/**
 * Gives the key to somebody who may use the app. That it was shown is written down and committed before it leaves; with
 * the setting `once` the portal forgets it in the same change. Throws `not_found`, `forbidden`, and `conflict` where
 * there is no key to show.
 */
export async function revealCredential(ctx: Context, input: { credentialId: string }): Promise<Revealed> {
  return mutate(ctx, async (unit) => {
    const { row, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.reveal', resource);
    if (row.status !== 'active') throw conflict('There is no key to show: it is not active.');
    if (!row.keySealed) throw conflict('This key was shown already, and the portal has kept no copy. Regenerate it.');
    const key = ctx.secrets.open(row.keySealed, credentialSeal(row.id));
    const isOnlyTime = (await readSettings(unit.tx)).reveal === 'once';
    await unit.tx
      .update(credentials)
      .set({
        lastRevealedAt: sql`now()`,
        lastRevealedBy: userIdOf(ctx.actor),
        ...(isOnlyTime ? { keySealed: null } : {}),
        updatedAt: sql`now()`,
      })
      .where(eq(credentials.id, row.id));
    const { id, organizationId } = row;
    await unit.audit('credential.revealed', { kind: 'credential', id, organizationId }, { isOnlyTime });
    return { key, lastFour: row.lastFour, isOnlyTime };
  });
}
