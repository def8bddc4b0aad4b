import { sql } from 'drizzle-orm';
import { pages, settings } from '@/db/schema';
import type { Context } from '../context';
import type { Settings } from '../settings/read';
import { visiblePages } from '../visibility';
import { type FrameLinks, type FramePage, frameLinks } from './frame-links';
import { type ShownBranding, shownBranding } from './get-branding';

/** What stands around every page, whoever looks. */
export type Frame = ShownBranding &
  Pick<Settings, 'organizationsMayRegister' | 'signedInOnly' | 'terms'> & { links: FrameLinks };

/**
 * The frame of every page, in one statement: its branding as `getBranding` shows it, the provider's links that lead the
 * actor on, and what is switched on. Throws when the portal was never set up.
 */
export async function getFrame(ctx: Pick<Context, 'db' | 'actor'>, input: { isPreviewed: boolean }): Promise<Frame> {
  const [row] = await ctx.db
    .select({
      settings,
      visible: sql<
        FramePage[]
      >`(select coalesce(json_agg(json_build_object('slug', ${pages.slug}, 'title', ${pages.title},
        'isPublished', ${pages.isPublished}) order by ${pages.position}, ${pages.title}), '[]')
        from ${pages} where ${visiblePages(ctx.actor)})`,
    })
    .from(settings);
  if (!row) throw new Error('There are no settings yet: run `npm run portal -- migrate` first.');
  const branding = shownBranding(ctx.actor, row.settings, input);
  const { organizationsMayRegister, signedInOnly, terms } = row.settings;
  return { ...branding, organizationsMayRegister, signedInOnly, terms, links: frameLinks(branding, row.visible) };
}
