import type { Context } from '../context';
import { can } from '../policy';
import { readSettings } from '../settings/read';
import { type Branding, brandingOf } from './branding';
import { readDraft } from './read-draft';

export type ShownBranding = Branding & {
  portalName: string;
  /** The draft is shown, not what is live. */
  isDraft: boolean;
};

/**
 * The branding to show. `isPreviewed` asks for the draft; only who may read the settings gets it, whatever a cookie
 * says.
 */
export async function getBranding(
  ctx: Pick<Context, 'db' | 'actor'>,
  input: { isPreviewed: boolean },
): Promise<ShownBranding> {
  const settings = await readSettings(ctx.db);
  const draft = input.isPreviewed && can(ctx.actor, 'settings.read') ? readDraft(settings.brandingDraft) : null;
  return { ...(draft ?? brandingOf(settings)), portalName: settings.portalName, isDraft: draft !== null };
}
