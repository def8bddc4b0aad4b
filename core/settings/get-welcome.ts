import { settings } from '@/db/schema';
import type { Context } from '../context';
import { isActiveAdmin, isActiveDeveloper } from '../identity/actor';
import { renderMarkdown } from '../markdown/render';
import type { SafeHtml } from '../safe-html';

export type Welcome = {
  portalName: string;
  /** What the provider says to visitors; null when nothing, and for strangers of a portal for signed-in people. */
  text: SafeHtml | null;
  /** Whether anybody may register, or only people with an invitation or code. */
  isRegistrationOpen: boolean;
};

/** What the first page says of the portal itself. */
export async function getWelcome(ctx: Context): Promise<Welcome> {
  const { portalName, welcome, registration, signedInOnly } = settings;
  const [row] = await ctx.db.select({ portalName, welcome, registration, signedInOnly }).from(settings);
  const isTold = !row?.signedInOnly || isActiveDeveloper(ctx.actor) || isActiveAdmin(ctx.actor);
  return {
    portalName: row?.portalName ?? '',
    text: row?.welcome && isTold ? renderMarkdown(row.welcome, { remoteImages: true }) : null,
    isRegistrationOpen: row?.registration === 'open',
  };
}
