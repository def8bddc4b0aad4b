import type { Context } from '../context';
import { conflict, forbidden } from '../errors';
import { userIdOf } from '../identity/actor';
import { throttle } from '../identity/throttle';
import { mutate } from '../mutate';
import { can } from '../policy';
import { lockCredential } from './lock-credential';

/** So often one person may ask for one link again. */
const LINKS_MAX = 3;
const LINKS_SECONDS = 3_600;

/**
 * Sends the confirmation link again: to the person who asked for access, whoever presses the button. The older link
 * dies when the mail server has taken the new mail. Throws `not_found`, `forbidden`, `too_many`, and `conflict` when
 * the key is past waiting.
 */
export async function resendConfirmation(ctx: Context, input: { credentialId: string }): Promise<void> {
  const bucket = `confirmation:${input.credentialId}:${userIdOf(ctx.actor) ?? ''}`;
  await throttle(ctx, { bucket, attempts: LINKS_MAX, seconds: LINKS_SECONDS });
  await mutate(ctx, async (unit) => {
    const { row, request, resource } = await lockCredential(unit.tx, ctx.actor, input.credentialId);
    const isAllowed = can(ctx.actor, 'credential.claim', resource) || can(ctx.actor, 'accessRequest.decide', resource);
    if (!isAllowed) throw forbidden();
    if (row.status !== 'awaiting_claim' || request.status !== 'approved') {
      throw conflict('The key is not waiting for a confirmation any more. The app’s page says what became of it.');
    }
    if (!request.requestedBy) throw conflict('The person who asked has left. Use the button on the app’s page.');
    const { accessRequestId: id, organizationId } = row;
    await unit.audit('access_request.link_sent_again', { kind: 'access_request', id, organizationId });
    await unit.mail({ message: 'request-approved-confirm', to: { userId: request.requestedBy }, subjectId: id });
  });
}
