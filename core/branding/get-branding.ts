import type { Context } from '../context';
import type { Actor } from '../identity/actor';
import { can } from '../policy';
import { readSettings, type Settings } from '../settings/read';
import { type Branding, brandingOf } from './branding';
import { readDraft } from './read-draft';

/** How the portal looks for this reader. */
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
  return shownBranding(ctx.actor, await readSettings(ctx.db), input);
}

/** The same, of settings that were read. */
export function shownBranding(actor: Actor, settings: Settings, input: { isPreviewed: boolean }): ShownBranding {
  const draft = input.isPreviewed && can(actor, 'settings.read') ? readDraft(settings.brandingDraft) : null;
  return { ...(draft ?? brandingOf(settings)), portalName: settings.portalName, isDraft: draft !== null };
}
