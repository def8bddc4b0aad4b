import { and, eq, isNull, sql } from 'drizzle-orm';
import { accessRequests, thirdParty } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { readEach } from '../gateways/parse-gateway';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { parseAddress } from '../webhooks/parse-address';
import { drawSecret } from '../webhooks/secret';
import { handOver } from './hand-over';
import type { ThirdParty } from './read-third-party';
import { SECRET_SEAL } from './secret';

/** The limit of the database's CHECK. */
const ANSWER_DAYS_MAX = 90;

/** The other system as an admin types it in. */
export type ThirdPartyWish = Pick<ThirdParty, 'webhookUrl' | 'redirectUrl' | 'answerDays' | 'reachesPrivate'>;

/**
 * Says where the other system is that decides requests. Set up for the first time it answers the secret that both sides
 * sign with: nobody sees it again. What it was not told of yet is announced at the new address; where no address is left, admins
 * decide what waits. Throws `invalid`, `proof_needed`, and `conflict` when it was changed since `version` (0: none).
 */
export async function changeThirdParty(
  ctx: Context,
  input: ThirdPartyWish & { version: number },
): Promise<{ secret: string | null }> {
  authorize(ctx.actor, 'settings.change');
  await requireFreshProof(ctx);
  const wanted = parse(input);
  return mutate(ctx, async (unit) => {
    const [before] = await unit.tx.select().from(thirdParty).for('update');
    if ((before?.version ?? 0) !== input.version) throw changedMeanwhile();
    const secret = before ? null : drawSecret();
    if (secret) await insert(ctx, unit, wanted, secret);
    else
      await unit.tx
        .update(thirdParty)
        .set({ ...wanted, version: sql`${thirdParty.version} + 1`, updatedAt: sql`now()` });
    await unit.audit(
      'third_party.changed',
      { kind: 'third_party', id: null },
      { changes: differences(before, wanted) },
    );
    await followUp(unit, wanted);
    return { secret };
  });
}

function parse({ webhookUrl, redirectUrl, answerDays, reachesPrivate }: ThirdPartyWish): ThirdPartyWish {
  const read = readEach({
    webhookUrl: () => parseAddress('webhookUrl', webhookUrl, reachesPrivate),
    redirectUrl: () => parseAddress('redirectUrl', redirectUrl, reachesPrivate),
    answerDays: () => {
      if (Number.isInteger(answerDays) && answerDays >= 1 && answerDays <= ANSWER_DAYS_MAX) return answerDays;
      throw invalid('answerDays', `Enter a whole number from 1 to ${ANSWER_DAYS_MAX}.`);
    },
  });
  return { ...read, reachesPrivate };
}

/** Of two who set it up at once one is told that the other was faster. */
async function insert(ctx: Context, unit: Unit, wanted: ThirdPartyWish, secret: string): Promise<void> {
  const [made] = await unit.tx
    .insert(thirdParty)
    .values({ ...wanted, secretSealed: ctx.secrets.seal(secret, SECRET_SEAL) })
    .onConflictDoNothing()
    .returning({ version: thirdParty.version });
  if (!made) throw changedMeanwhile();
}

function changedMeanwhile() {
  return conflict('Somebody else changed this meanwhile. Open the page again to see it as it is.');
}

async function followUp(unit: Unit, { webhookUrl, redirectUrl }: ThirdPartyWish): Promise<void> {
  const waiting = await unit.tx
    .select({ id: accessRequests.id, announcedAt: accessRequests.announcedAt })
    .from(accessRequests)
    .where(
      and(
        eq(accessRequests.status, 'pending'),
        eq(accessRequests.decider, 'third_party'),
        webhookUrl ? isNull(accessRequests.announcedAt) : undefined,
      ),
    );
  if (webhookUrl) for (const { id } of waiting) await unit.enqueue({ kind: 'request.announce', requestId: id });
  if (!webhookUrl && !redirectUrl) for (const { id } of waiting) await handOver(unit, id, 'no other system is set up');
}

function differences(
  before: ThirdParty | undefined,
  wanted: ThirdPartyWish,
): Record<string, { from: unknown; to: unknown }> {
  const names = Object.keys(wanted) as (keyof ThirdPartyWish)[];
  const changed = names.filter((name) => before?.[name] !== wanted[name]);
  return Object.fromEntries(changed.map((name) => [name, { from: before?.[name] ?? null, to: wanted[name] }]));
}
