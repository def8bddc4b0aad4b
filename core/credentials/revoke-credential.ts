import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import type { CredentialStatus } from './claim-credential';
import { lockCredential } from './lock-credential';
import { requestRevocations } from './request-revocations';

/** Ends a change that has nothing to change. */
class RevokedAlready extends Error {
  constructor(readonly status: CredentialStatus) {
    super('the key is being revoked or was revoked already');
  }
}

/**
 * Ends a key for good, from whatever state it is in; a second click is harmless. The gateway is told right after the
 * commit, and the row says `revoking` until the end is proven. Throws `not_found` and `forbidden`.
 */
export async function revokeCredential(
  ctx: Context,
  input: { credentialId: string; reason?: string },
): Promise<{ credentialId: string; status: CredentialStatus }> {
  const status = await mutate(ctx, async (unit): Promise<CredentialStatus> => {
    const { row, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    authorize(ctx.actor, 'credential.revoke', resource);
    if (row.status === 'revoking' || row.status === 'revoked') throw new RevokedAlready(row.status);
    await requestRevocations(ctx, unit, { credentialId: row.id }, input.reason ?? '');
    return 'revoking';
  }).catch((error: unknown) => {
    if (error instanceof RevokedAlready) return error.status;
    throw error;
  });
  await ctx.fault('revoke.afterCommit');
  return { credentialId: input.credentialId, status };
}
