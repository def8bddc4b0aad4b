import { asc, eq, sql } from 'drizzle-orm';
import { passkeys, totpFactors } from '@/db/schema';
import type { Context } from '../context';
import { unauthenticated } from '../errors';
import { needsProof } from '../identity/needs-proof';
import { readSettings } from '../settings/read';
import { countRecoveryCodes } from './recovery-codes';
import { totpSeal, totpUri } from './totp';

/** How long a drawn secret waits for its first code. */
export const PREPARED_MINUTES = 30;

/** A passkey of the reader's; `lastUsedAt` is null until it logs somebody in. */
export type OwnPasskey = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

/** How somebody proves who they are, besides a password. */
export type SecondFactors = {
  /** Since when logins with a password ask for a code; null: they do not. */
  onSince: Date | null;
  recoveryCodesLeft: number;
  passkeys: OwnPasskey[];
  /** The authenticator that waits for its first code: only while it does, and only for a fresh proof. */
  prepared: { secret: string; uri: string } | null;
};

/** The second factors of the person who asks. Throws `unauthenticated` for nobody. */
export async function getSecondFactors(ctx: Context): Promise<SecondFactors> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  const { userId, email } = actor;
  const [factor] = await ctx.db
    .select({
      secretSealed: totpFactors.secretSealed,
      confirmedAt: totpFactors.confirmedAt,
      waits: sql<boolean>`${totpFactors.confirmedAt} is null
        and ${totpFactors.createdAt} > now() - make_interval(mins => ${PREPARED_MINUTES})`,
    })
    .from(totpFactors)
    .where(eq(totpFactors.userId, userId));
  const owned = await ctx.db
    .select({
      id: passkeys.id,
      name: passkeys.name,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt));
  const secret =
    factor?.waits && !(await needsProof(ctx)) ? ctx.secrets.open(factor.secretSealed, totpSeal(userId)) : null;
  const { portalName } = await readSettings(ctx.db);
  return {
    onSince: factor?.confirmedAt ?? null,
    recoveryCodesLeft: factor?.confirmedAt ? await countRecoveryCodes(ctx.db, userId) : 0,
    passkeys: owned,
    prepared: secret === null ? null : { secret, uri: totpUri({ secret, issuer: portalName, account: email }) },
  };
}
