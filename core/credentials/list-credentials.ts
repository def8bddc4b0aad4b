import { eq } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { type CredentialView, readCredentialViews } from './credential-view';

/** The credentials of an app, newest first. Of an app that the actor may not see: none. */
export function listCredentials(ctx: Context, input: { appId: string }): Promise<CredentialView[]> {
  return readCredentialViews(ctx, eq(credentials.appId, input.appId));
}
