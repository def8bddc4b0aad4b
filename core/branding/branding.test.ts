import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Actor } from '@/core/identity/actor';
import { newId } from '@/db/ids';
import { auditEvents, images, pages, products, settings } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { castOf, seedWorld } from '@/test/world';
import { uploadImage } from '../images/upload-image';
import { createPage } from '../pages/create';
import { readSettings } from '../settings/read';
import { discardBrandingDraft } from './discard-draft';
import { getBranding } from './get-branding';
import { getBrandingSettings } from './get-branding-settings';
import { getFrame } from './get-frame';
import { getRobots } from './get-robots';
import { publishBranding } from './publish';
import { saveBrandingDraft } from './save-draft';
import { setDraftLogo } from './set-draft-logo';

const draft = {
  accent: '#0B7A4B',
  headline: ' Lamps,  lit ',
  welcome: 'Call **us**.\r\n',
  menuLinks: [{ label: 'Status', href: 'https://status.lamp.test' }],
  footerLinks: [
    { label: 'Mail', href: 'mailto:dev@lamp.test' },
    { label: '', href: '' },
  ],
  robots: '',
};
/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a draft of the branding', () => {
  // Let getBranding answer the draft to whoever asks for a preview, and this must fail.
  test('is seen by active admins who preview it, and by nobody else, whatever their cookie says', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await saveBrandingDraft(contextFor(db, world.alan), { ...draft, version: 1 });
      const seers: string[] = [];
      for (const [name, actor] of Object.entries(castOf(world))) {
        const shown = await getBranding({ db, actor }, { isPreviewed: true });
        if (shown.isDraft) seers.push(name);
        expect(shown.headline).toBe(shown.isDraft ? 'Lamps, lit' : '');
        expect((await getBranding({ db, actor }, { isPreviewed: false })).isDraft).toBe(false);
      }
      expect(seers.sort()).toEqual(['alan', 'arun', 'audrey', 'priya']);
      const demanded: Actor = { ...world.alan, needsSecondFactor: true };
      expect((await getBranding({ db, actor: demanded }, { isPreviewed: true })).isDraft).toBe(false);
    }));

  test('becomes what everybody sees when it is published, and the audit log says what from what to what', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      await saveBrandingDraft(ctx, { ...draft, version: 1 });
      expect(await readSettings(db)).toMatchObject({ accent: '#3350d4', headline: '', version: 2 });
      await publishBranding(ctx, { version: 2 });
      expect(await readSettings(db)).toMatchObject({
        ...{ accent: '#0b7a4b', headline: 'Lamps, lit', welcome: 'Call **us**.', version: 3, brandingDraft: null },
        footerLinks: [{ label: 'Mail', href: 'mailto:dev@lamp.test' }],
      });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'branding.published'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toMatchObject({ changes: { accent: { from: '#3350d4', to: '#0b7a4b' } } });
      expect(event?.detail).not.toHaveProperty('changes.robots');
      await expect(publishBranding(ctx, { version: 3 })).rejects.toMatchObject({ code: 'conflict' });
    }));

  test('is gone when it is discarded; what is live stays', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      await saveBrandingDraft(ctx, { ...draft, version: 1 });
      await discardBrandingDraft(ctx, { version: 2 });
      expect(await readSettings(db)).toMatchObject({ accent: '#3350d4', brandingDraft: null });
      await expect(discardBrandingDraft(ctx, { version: 3 })).rejects.toMatchObject({ code: 'conflict' });
    }));

  test('made from an old page changes nothing', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      await saveBrandingDraft(ctx, { ...draft, version: 1 });
      const stale = { code: 'conflict', message: expect.stringContaining('meanwhile') };
      await expect(saveBrandingDraft(ctx, { ...draft, headline: 'x', version: 1 })).rejects.toMatchObject(stale);
      await expect(setDraftLogo(ctx, { imageId: null, version: 1 })).rejects.toMatchObject(stale);
      await expect(publishBranding(ctx, { version: 1 })).rejects.toMatchObject(stale);
      await expect(discardBrandingDraft(ctx, { version: 1 })).rejects.toMatchObject(stale);
      expect((await readSettings(db)).headline).toBe('');
    }));

  test('that cannot be read is not shown and not published, only discarded', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const whole = { ...draft, accent: '#0b7a4b', logoImageId: null, footerLinks: [] };
      const malformed = [
        { accent: '#0b7a4b' },
        { ...whole, more: 1 },
        { ...whole, accent: 'red; background: url(x)' },
        { ...whole, menuLinks: [{ label: 'x', href: 'javascript:alert(1)' }] },
        { ...whole, logoImageId: 'x' },
      ];
      for (const brandingDraft of malformed) {
        await db.update(settings).set({ brandingDraft });
        expect((await getBranding({ db, actor: alan }, { isPreviewed: true })).isDraft).toBe(false);
        expect(await getBrandingSettings(ctx)).toMatchObject({ draft: null, isDraftUnreadable: true });
        await expect(publishBranding(ctx, { version: 1 })).rejects.toMatchObject({ code: 'conflict' });
      }
      await discardBrandingDraft(ctx, { version: 1 });
      expect(await getBrandingSettings(ctx)).toMatchObject({ draft: null, isDraftUnreadable: false });
    }));

  test('has a logo of the portal, never a picture of a product, and keeps it when the words are saved', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const { imageId } = await uploadImage(ctx, { productId: null, name: 'lamp.png', bytes: PNG });
      await setDraftLogo(ctx, { imageId, version: 1 });
      await saveBrandingDraft(ctx, { ...draft, version: 2 });
      await publishBranding(ctx, { version: 3 });
      expect((await readSettings(db)).logoImageId).toBe(imageId);
      const [product] = await db.select({ id: products.id }).from(products).limit(1);
      await db.update(images).set({ productId: product?.id ?? null });
      for (const wrong of [imageId, newId()]) {
        await expect(setDraftLogo(ctx, { imageId: wrong, version: 4 })).rejects.toMatchObject({ code: 'invalid' });
      }
    }));
});

describe('what the branding may say', () => {
  test.each([
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'http://plain.test',
    'https://good.test@evil.test',
    'https:\\\\evil.test',
    'mailto:a@b?body=x y',
    'pages/about',
    `/${'x'.repeat(500)}`,
  ])('no link leads to %j', (href) =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const links = [{ row: '7', label: 'x', href }];
      await expect(saveBrandingDraft(ctx, { ...draft, menuLinks: links, version: 1 })).rejects.toMatchObject({
        fieldErrors: { 'menuLinks.7.href': [expect.any(String)] },
      });
    }),
  );

  test.each([
    ['accent', 'red'],
    ['accent', '#12345'],
    ['headline', 'x'.repeat(81)],
    ['headline', 'pmaL\u202e'],
    ['welcome', 'x'.repeat(4001)],
    ['robots', 'User-agent: *\n<script>alert(1)</script>'],
    ['robots', 'User-agent: *\nDisallow: /\u0007'],
    ['robots', `# ${'ä'.repeat(1024)}`],
  ])('%s cannot be %j', (field, value) =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      await expect(saveBrandingDraft(ctx, { ...draft, [field]: value, version: 1 })).rejects.toMatchObject({
        fieldErrors: { [field]: [expect.any(String)] },
      });
    }),
  );

  test('there are at most 8 links in the menu and 12 in the footer', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const links = (count: number) => Array.from({ length: count }, (_, at) => ({ label: `L${at}`, href: `/l${at}` }));
      const save = (more: object) => saveBrandingDraft(ctx, { ...draft, ...more, version: 1 });
      await expect(save({ menuLinks: links(9) })).rejects.toMatchObject({ code: 'invalid' });
      await expect(save({ footerLinks: links(13) })).rejects.toMatchObject({ code: 'invalid' });
      await save({ menuLinks: links(8), footerLinks: links(12) });
    }));
});

test('robots.txt names the sitemap, says what the provider wrote, and in a closed portal keeps everybody away', () =>
  inSandbox(async (db) => {
    const ctx = contextFor(db, (await seedWorld(db)).alan);
    expect(await getRobots(ctx)).toMatch(
      /^User-agent: \*\nAllow: \/\n[\s\S]*\nSitemap: http:\/\/portal\.test\/sitemap\.xml\n$/,
    );
    await db.update(settings).set({ robots: 'User-agent: *\nDisallow: /products' });
    expect(await getRobots(ctx)).toBe('User-agent: *\nDisallow: /products\n');
    await db.update(settings).set({ signedInOnly: true });
    expect(await getRobots(ctx)).toBe('User-agent: *\nDisallow: /\n');
  }));

test('a link to a page that somebody may not see is left out; without links the footer has the pages', () =>
  inSandbox(async (db) => {
    const { alan, ada } = await seedWorld(db);
    const ctx = contextFor(db, alan);
    const made = [];
    for (const [slug, audience] of [
      ['about', 'everybody'],
      ['inside', 'signed_in'],
      ['later', 'everybody'],
    ] as const) {
      made.push(await createPage(ctx, { slug, audience, title: slug, body: 'x' }));
    }
    await db.update(pages).set({ isPublished: true }).where(eq(pages.slug, 'about'));
    await db.update(pages).set({ isPublished: true }).where(eq(pages.slug, 'inside'));
    const menuLinks = made.map(({ slug }) => ({ label: slug, href: `/pages/${slug}` }));
    await db.update(settings).set({ menuLinks, footerLinks: [] });
    const linksOf = async (actor: Actor) => (await getFrame({ db, actor }, { isPreviewed: false })).links;
    const hrefs = (links: { href: string }[]) => links.map(({ href }) => href);
    const nobody = await linksOf({ kind: 'anonymous' });
    expect([hrefs(nobody.menu), hrefs(nobody.footer)]).toEqual([['/pages/about'], ['/pages/about']]);
    expect(hrefs((await linksOf(ada)).menu)).toEqual(['/pages/about', '/pages/inside']);
    expect(hrefs((await linksOf(alan)).menu)).toHaveLength(3);
    expect(hrefs((await linksOf(alan)).footer)).toHaveLength(2);
  }));
