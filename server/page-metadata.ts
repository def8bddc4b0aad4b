import 'server-only';
import type { Metadata } from 'next';
import type { Context } from '@/core/context';
import { env } from './env';
import { loadSettings } from './settings';

/** What addresses in a page's head are made absolute with. */
export function portalOrigin(): URL {
  return new URL(env().PORTAL_URL);
}

type Page = {
  /** Without query: every filter and preview of a page is the same page to a search engine. */
  path: string;
  /** Left out for the first page, whose title is the portal's name. */
  title?: string;
  description: string;
  /** The path of its social card, 1200 × 630; left out: the portal's. */
  card?: string;
};

/**
 * The head of a page that strangers may see: title, description, canonical address and a social card. Whoever is signed
 * in gets no card: nobody who draws one from the address can sign in, and the page may be one that strangers never see.
 */
export async function pageMetadata(ctx: Pick<Context, 'actor'>, page: Page): Promise<Metadata> {
  const { path, title, description } = page;
  const { portalName } = await loadSettings();
  const heading = title ?? portalName;
  const facts: Metadata = {
    ...(title !== undefined && { title }),
    description,
    alternates: { canonical: path },
  };
  if (ctx.actor.kind !== 'anonymous') return facts;
  const image = { url: page.card ?? '/card.png', width: 1200, height: 630, alt: heading };
  return {
    ...facts,
    openGraph: { type: 'website', siteName: portalName, title: heading, description, url: path, images: [image] },
    twitter: { card: 'summary_large_image', title: heading, description, images: [image] },
  };
}
