import { lockApp } from '../apps/lock-app';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { requestRevocations } from './request-revocations';

/**
 * Ends every key of an app, those that wait for *Generate key* too; the app and its open requests stay. Answers which
 * keys it was. Throws `not_found`, `forbidden`, `invalid` for `typedName`, and `conflict` when there is none.
 */
export async function endAllKeysOfApp(
  ctx: Context,
  input: { appId: string; typedName: string },
): Promise<{ credentialIds: string[] }> {
  const ended = await mutate(ctx, async (unit) => {
    // Whoever claims or regenerates a key holds the app shared: they come wholly before, or find no key any more.
    const app = await lockApp(unit.tx, ctx.actor, input.appId, 'update');
    authorize(ctx.actor, 'credential.end_all', app);
    if (input.typedName.trim() !== app.name) {
      throw invalid('typedName', `Type ${app.name}, exactly as it stands here.`);
    }
    const { credentialIds } = await requestRevocations(ctx, unit, { appId: app.id }, 'All keys of the app were ended');
    if (credentialIds.length === 0) throw conflict('This app has no key that could be ended.');
    const subject = { kind: 'app', id: app.id, organizationId: app.organizationId };
    await unit.audit('app.keys_ended', subject, { keys: credentialIds.length });
    return { credentialIds };
  });
  await ctx.fault('revoke.afterCommit');
  return ended;
}
