import { sql } from 'drizzle-orm';
import { thirdParty } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { drawSecret } from '../webhooks/secret';
import { SECRET_SEAL } from './secret';

/**
 * Draws another secret for the other system and answers it; nobody sees it again, and from now on everything is signed
 * with it. Throws `proof_needed`, and `conflict` where no other system is set up.
 */
export async function renewThirdPartySecret(ctx: Context): Promise<{ secret: string }> {
  authorize(ctx.actor, 'settings.change');
  await requireFreshProof(ctx);
  return mutate(ctx, async (unit) => {
    const secret = drawSecret();
    const [row] = await unit.tx
      .update(thirdParty)
      .set({
        secretSealed: ctx.secrets.seal(secret, SECRET_SEAL),
        version: sql`${thirdParty.version} + 1`,
        updatedAt: sql`now()`,
      })
      .returning({ version: thirdParty.version });
    if (!row) throw conflict('No other system is set up yet. Save its address first.');
    await unit.audit('third_party.secret_changed', { kind: 'third_party', id: null });
    return { secret };
  });
}
