import { changeBrandingNow } from '@/core/branding/change-branding-now';
import { discardBrandingDraft } from '@/core/branding/discard-draft';
import { publishBranding } from '@/core/branding/publish';
import { saveBrandingDraft } from '@/core/branding/save-draft';
import { setDraftLogo } from '@/core/branding/set-draft-logo';
import { changePageAddress } from '@/core/pages/change-address';
import { createPage } from '@/core/pages/create';
import { deletePage } from '@/core/pages/delete';
import { discardPageDraft } from '@/core/pages/discard-draft';
import { orderPages } from '@/core/pages/order';
import { publishPage } from '@/core/pages/publish';
import { savePageDraft } from '@/core/pages/save-draft';
import { unpublishPage } from '@/core/pages/unpublish';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { pages, settings } from '@/db/schema';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const runs = expecting('forbidden', { ok: runners });
/** Who is no admin does not learn whether there is such a page. */
const edits = expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] });

const branding = { accent: '#0b7a4b', headline: '', welcome: '', menuLinks: [], footerLinks: [], robots: '' };
const words = { title: 'About', body: 'Us.' };

async function aDraft(db: Database): Promise<null> {
  await db.update(settings).set({ brandingDraft: { ...branding, logoImageId: null } });
  return null;
}

async function aPage(db: Database): Promise<{ pageId: string; version: number }> {
  const pageId = newId();
  const draft = { draftTitle: 'New', draftBody: 'New.' };
  await db.insert(pages).values({ id: pageId, slug: 'about', ...words, ...draft, isPublished: true });
  return { pageId, version: 1 };
}

/** The branding, and the provider's own pages. */
export const brandingAndPages: Row[] = [
  row({
    verb: 'saveBrandingDraft',
    stage: nothing,
    act: (ctx) => saveBrandingDraft(ctx, { ...branding, version: 1 }),
    expected: runs,
  }),
  row({
    verb: 'setDraftLogo',
    stage: nothing,
    act: (ctx) => setDraftLogo(ctx, { imageId: null, version: 1 }),
    expected: runs,
  }),
  row({
    verb: 'changeBrandingNow',
    stage: nothing,
    act: (ctx) => changeBrandingNow(ctx, { ...branding, version: 1 }),
    expected: runs,
  }),
  row({ verb: 'publishBranding', stage: aDraft, act: (ctx) => publishBranding(ctx, { version: 1 }), expected: runs }),
  row({
    verb: 'discardBrandingDraft',
    stage: aDraft,
    act: (ctx) => discardBrandingDraft(ctx, { version: 1 }),
    expected: runs,
  }),
  row({
    verb: 'createPage',
    stage: nothing,
    act: (ctx) => createPage(ctx, { ...words, slug: 'about', audience: 'everybody' }),
    expected: runs,
  }),
  row({
    verb: 'savePageDraft',
    stage: aPage,
    act: (ctx, page) => savePageDraft(ctx, { ...page, ...words }),
    expected: edits,
  }),
  row({
    verb: 'changePageAddress',
    stage: aPage,
    act: (ctx, page) => changePageAddress(ctx, { ...page, slug: 'us', audience: 'everybody' }),
    expected: edits,
  }),
  row({ verb: 'publishPage', stage: aPage, act: publishPage, expected: edits }),
  row({ verb: 'unpublishPage', stage: aPage, act: unpublishPage, expected: edits }),
  row({ verb: 'discardPageDraft', stage: aPage, act: discardPageDraft, expected: edits }),
  row({ verb: 'deletePage', stage: aPage, act: deletePage, expected: edits }),
  row({
    verb: 'orderPages',
    stage: aPage,
    act: (ctx, { pageId }) => orderPages(ctx, { pageIds: [pageId] }),
    expected: runs,
  }),
];
