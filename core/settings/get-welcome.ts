import { settings } from '@/db/schema';
import type { Context } from '../context';
import { renderMarkdown } from '../markdown/render';
import type { SafeHtml } from '../safe-html';

export type Welcome = {
  portalName: string;
  /** What the provider says to visitors; null when nothing. */
  text: SafeHtml | null;
  /** Whether anybody may register, or only people with an invitation or code. */
  isRegistrationOpen: boolean;
};

/** What the first page says of the portal itself. */
export async function getWelcome(ctx: Context): Promise<Welcome> {
  const [row] = await ctx.db
    .select({ portalName: settings.portalName, welcome: settings.welcome, registration: settings.registration })
    .from(settings);
  return {
    portalName: row?.portalName ?? '',
    text: row?.welcome ? renderMarkdown(row.welcome, { remoteImages: true }) : null,
    isRegistrationOpen: row?.registration === 'open',
  };
}
