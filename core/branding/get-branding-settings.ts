import { asc, eq } from 'drizzle-orm';
import { pages } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { readSettings } from '../settings/read';
import { type Branding, brandingOf } from './branding';
import { readDraft } from './read-draft';
import { defaultRobots } from './robots';

/** What the branding's form needs: what is live, and the draft beside it. */
export type BrandingSettings = {
  portalName: string;
  live: Branding;
  /** Null while there is none that can be read. */
  draft: Branding | null;
  /** There is something in its place that is no draft of this version of the portal; it can only be discarded. */
  isDraftUnreadable: boolean;
  /** Published pages, to link to. */
  pages: { href: string; title: string }[];
  /** What robots.txt says while its field is empty. */
  defaultRobots: string;
  version: number;
};

/** Both brandings, with the version to give back when saving. Throws `not_found` for all but portal admins. */
export async function getBrandingSettings(ctx: Context): Promise<BrandingSettings> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const settings = await readSettings(ctx.db);
  const published = await ctx.db
    .select({ slug: pages.slug, title: pages.title })
    .from(pages)
    .where(eq(pages.isPublished, true))
    .orderBy(asc(pages.position), asc(pages.title));
  const draft = readDraft(settings.brandingDraft);
  return {
    portalName: settings.portalName,
    live: brandingOf(settings),
    draft,
    isDraftUnreadable: draft === null && settings.brandingDraft !== null,
    pages: published.map(({ slug, title }) => ({ href: `/pages/${slug}`, title })),
    defaultRobots: defaultRobots(ctx.portalUrl),
    version: settings.version,
  };
}
