import { brandingOf } from '../branding/branding';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readSettings } from './read';

/**
 * All settings that want no fresh proof, of one moment, with the version to give back when changing some: never a secret.
 * Throws `not_found` for all but portal admins.
 */
export async function getAllSettings(ctx: Context) {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const settings = await readSettings(ctx.db);
  const { portalInstance: _instance, isOnly: _isOnly, brandingDraft, ...plain } = settings;
  const { logoImageId: _logo, ...branding } = brandingOf(settings);
  return { ...plain, ...branding, hasBrandingDraft: brandingDraft !== null };
}
