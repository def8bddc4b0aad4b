import { eq } from 'drizzle-orm';
import { apps, credentials } from '@/db/schema';
import type { Context } from '../../context';
import type { Loader } from '../message-loader';
import { readRequest } from './requests';

/** Plain delivery only: the key stands in the mail, opened at the moment of sending and nowhere else. */
export const requestApprovedKey: Loader<'request-approved-key'> = async ({ ctx, recipient, subjectId }) => {
  const credential = await readCredential(ctx, subjectId);
  const request = await readRequest(ctx, credential?.accessRequestId ?? null);
  if (credential?.status !== 'active' || !credential.keySealed || !request) return null;
  return {
    firstName: recipient.firstName,
    appName: credential.appName,
    productNames: request.productNames,
    key: ctx.secrets.open(credential.keySealed, `credential:${credential.id}`),
    link: `${ctx.portalUrl}/apps/${credential.appId}`,
  };
};

/** Dropped when the key has ended before anybody was told. */
export const keyReady: Loader<'key-ready'> = async ({ ctx, recipient, subjectId }) => {
  const credential = await readCredential(ctx, subjectId);
  if (credential?.status !== 'active') return null;
  return {
    firstName: recipient.firstName,
    appName: credential.appName,
    lastFour: credential.lastFour,
    link: `${ctx.portalUrl}/apps/${credential.appId}`,
  };
};

/** Says how long the old key works, as it was when the new one was made. */
export const keyRegenerated: Loader<'key-regenerated'> = async ({ ctx, recipient, subjectId, facts }) => {
  const credential = await readCredential(ctx, subjectId);
  if (credential?.status !== 'active') return null;
  return {
    firstName: recipient.firstName,
    appName: credential.appName,
    lastFour: credential.lastFour,
    oldEnds: facts.oldEnds ?? 'now',
    link: `${ctx.portalUrl}/apps/${credential.appId}`,
  };
};

/** What ended has ended: never dropped while there is an app to name. */
export const keyRevoked: Loader<'key-revoked'> = async ({ ctx, recipient, subjectId }) => {
  const credential = await readCredential(ctx, subjectId);
  if (!credential) return null;
  return {
    firstName: recipient.firstName,
    appName: credential.appName,
    lastFour: credential.lastFour,
    link: `${ctx.portalUrl}/apps/${credential.appId}`,
  };
};

/** To the admins; dropped when the key was made after all. */
export const keyFailed: Loader<'key-failed'> = async ({ ctx, subjectId, facts }) => {
  const credential = await readCredential(ctx, subjectId);
  if (credential?.status !== 'failed') return null;
  return {
    appName: credential.appName,
    reason: facts.reason ?? credential.lastError ?? 'The gateway refused the key.',
    link: `${ctx.portalUrl}/admin/apps/${credential.appId}`,
  };
};

async function readCredential(ctx: Context, id: string | null) {
  if (!id) return null;
  const [row] = await ctx.db
    .select({
      id: credentials.id,
      status: credentials.status,
      appId: credentials.appId,
      accessRequestId: credentials.accessRequestId,
      lastFour: credentials.lastFour,
      lastError: credentials.lastError,
      keySealed: credentials.keySealed,
      appName: apps.name,
    })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(eq(credentials.id, id));
  return row ?? null;
}
