import { getBranding } from '../branding/get-branding';
import type { Context } from '../context';
import { isActiveAdmin, isActiveDeveloper } from '../identity/actor';
import { renderMarkdown } from '../markdown/render';
import type { SafeHtml } from '../safe-html';
import { readSettings } from './read';

/** What the first page says to visitors. */
export type Welcome = {
  portalName: string;
  /** The large words for visitors. */
  headline: string;
  /** What the provider says to visitors; null when nothing, and for strangers of a portal for signed-in people. */
  text: SafeHtml | null;
  /** Whether anybody may register, or only people with an invitation or code. */
  isRegistrationOpen: boolean;
};

/** What the first page says of the portal itself. `isPreviewed`: as the draft of the branding says it, to admins. */
export async function getWelcome(ctx: Context, input = { isPreviewed: false }): Promise<Welcome> {
  const { portalName, headline, welcome } = await getBranding(ctx, input);
  const { registration, signedInOnly } = await readSettings(ctx.db);
  const isTold = !signedInOnly || isActiveDeveloper(ctx.actor) || isActiveAdmin(ctx.actor);
  return {
    portalName,
    headline: (isTold && headline) || `Build with ${portalName}`,
    text: welcome && isTold ? renderMarkdown(welcome, { remoteImages: true }) : null,
    isRegistrationOpen: registration === 'open',
  };
}
