import { and, eq, isNull, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { conflict, proofNeeded } from '../errors';
import { userIdOf } from '../identity/actor';
import { needsProof } from '../identity/needs-proof';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { credentialSeal } from './key-secrets';
import { lockCredential } from './lock-credential';

/** A gateway may take its time until a key is active. */
const FIRST_LOOK_MINUTES = 10;

const NEVER_SHOWN =
  'The portal did not make this key, or has lost its copy, so it does not show it. Regenerate it to get one that it shows.';

/** What a person needs to call an API with it. `key` goes into this one answer and nowhere else. */
export type Revealed = { key: string; lastFour: string; isOnlyTime: boolean };

/**
 * Gives the key to somebody who may use the app. That it was shown is written down and committed before it leaves; with
 * the setting `once` the portal forgets it in the same change. Whoever made the first key of a request a moment ago
 * sees it at once; later, and for a key that replaces another, it wants a fresh proof of who they are. Throws
 * `not_found`, `forbidden`, `proof_needed`, and `conflict` where there is no key to show.
 */
export async function revealCredential(ctx: Context, input: { credentialId: string }): Promise<Revealed> {
  // Asked here and demanded below: a stranger must meet `not_found` before they hear of a proof.
  const isStale = await needsProof(ctx);
  return mutate(ctx, async (unit) => {
    const { row, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.reveal', resource);
    if (isStale && !(await isFirstLook(ctx, unit, row.id))) throw proofNeeded();
    if (row.status !== 'active') throw conflict('There is no key to show: it is not active.');
    if (row.isImported) throw conflict(NEVER_SHOWN);
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

/**
 * The first showing, to the person who made the key: they pressed the button, and it is what they wait for. Not of a key
 * that replaces another: a borrowed session would have it replaced to see it (security.md A-20).
 */
async function isFirstLook(ctx: Context, unit: Unit, credentialId: string): Promise<boolean> {
  const userId = userIdOf(ctx.actor);
  if (userId === null) return false;
  const first = await unit.tx
    .select({ id: credentials.id })
    .from(credentials)
    .where(
      and(
        eq(credentials.id, credentialId),
        eq(credentials.claimedBy, userId),
        eq(credentials.generation, 1),
        isNull(credentials.lastRevealedAt),
        sql`${credentials.claimedAt} > now() - make_interval(mins => ${FIRST_LOOK_MINUTES})`,
      ),
    );
  return first.length === 1;
}
