import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Context } from '@/core/context';
import type { Actor } from '@/core/identity/actor';
import { auditEvents, settings } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { castOf, seedWorld } from '@/test/world';
import { changePageAddress } from './change-address';
import { createPage } from './create';
import { deletePage } from './delete';
import { discardPageDraft } from './discard-draft';
import { getPage } from './get-page';
import { getPageForAdmin } from './get-page-for-admin';
import { listPages } from './list-pages';
import { orderPages } from './order';
import { publishPage } from './publish';
import { savePageDraft } from './save-draft';
import { unpublishPage } from './unpublish';

const about = { title: 'About us', body: 'We make **lamps**.', slug: 'about', audience: 'everybody' } as const;

/** A page and what its editor would send along. */
async function aPage(ctx: Context, more: Partial<Parameters<typeof createPage>[1]> = {}) {
  const { slug } = await createPage(ctx, { ...about, ...more });
  return () => editor(ctx, slug);
}

async function editor(ctx: Context, slug: string) {
  const { id, version } = await getPageForAdmin(ctx, { slug });
  return { pageId: id, version };
}

async function readers(world: Awaited<ReturnType<typeof seedWorld>>, read: (actor: Actor) => Promise<unknown>) {
  const able: string[] = [];
  for (const [name, actor] of Object.entries(castOf(world))) {
    if ((await outcome(read(actor))) !== 'not_found') able.push(name);
  }
  return able.sort();
}

const ADMINS = ['alan', 'arun', 'audrey', 'priya'];

describe('a page', () => {
  test('is a draft that only admins see until it is published, and again when it is unpublished', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const page = await aPage(ctx);
      const read = (actor: Actor) => getPage(contextFor(db, actor), { slug: 'about', wantsDraft: true });
      expect(await readers(world, read)).toEqual(ADMINS);
      await publishPage(ctx, await page());
      expect(await readers(world, read)).toEqual(Object.keys(castOf(world)).sort());
      await unpublishPage(ctx, await page());
      expect(await readers(world, read)).toEqual(ADMINS);
      expect(await read(world.alan)).toMatchObject({ isDraft: true, body: '<p>We make <strong>lamps</strong>.</p>' });
    }));

  // Let getPage believe `wantsDraft` of whoever asks, and this must fail.
  test('keeps its live words while there are newer ones, which only admins see', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const page = await aPage(ctx);
      await publishPage(ctx, await page());
      await savePageDraft(ctx, { ...(await page()), title: 'About', body: 'Secret plans' });
      const read = (actor: Actor, wantsDraft: boolean) => getPage(contextFor(db, actor), { slug: 'about', wantsDraft });
      expect(await read(world.ada, true)).toMatchObject({ title: 'About us', isDraft: false, hasOther: false });
      expect(await read(world.audrey, true)).toMatchObject({ title: 'About', isDraft: true });
      expect(await read(world.audrey, false)).toMatchObject({ title: 'About us', isDraft: false, hasOther: true });
      await discardPageDraft(ctx, await page());
      await expect(discardPageDraft(ctx, await page())).rejects.toMatchObject({ code: 'conflict' });
      expect(await read(world.audrey, true)).toMatchObject({ title: 'About us', hasOther: false });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'page.published'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toMatchObject({ changes: { body: { from: '', to: 'We make **lamps**.' } } });
    }));

  test('for signed-in people does not exist for others; one for everybody opens in a closed portal too', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const page = await aPage(ctx, { audience: 'signed_in' });
      await publishPage(ctx, await page());
      const read = (actor: Actor) => getPage(contextFor(db, actor), { slug: 'about' });
      const inside = [...ADMINS, 'ada', 'dan', 'dora', 'eve', 'mallory', 'tom'].sort();
      expect(await readers(world, read)).toEqual(inside);
      await changePageAddress(ctx, { ...(await page()), slug: 'about', audience: 'everybody' });
      await db.update(settings).set({ signedInOnly: true });
      expect(await readers(world, read)).toEqual(Object.keys(castOf(world)).sort());
    }));

  test('brings nothing that runs [V-02]', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const hostile = '<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>\n\nHello';
      await aPage(ctx, { body: hostile });
      const { body, description } = await getPage(ctx, { slug: 'about' });
      expect(body).not.toMatch(/script|onerror|href|src/);
      expect(description).toBe('x Image Hello');
    }));

  test('made from an old editor changes nothing', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const page = await aPage(ctx);
      const old = await page();
      await savePageDraft(ctx, { ...old, title: 'New', body: 'new' });
      const stale = { code: 'conflict', message: expect.stringContaining('meanwhile') };
      await expect(savePageDraft(ctx, { ...old, title: 'x', body: 'x' })).rejects.toMatchObject(stale);
      await expect(changePageAddress(ctx, { ...old, slug: 'x', audience: 'everybody' })).rejects.toMatchObject(stale);
      await expect(publishPage(ctx, old)).rejects.toMatchObject(stale);
      await expect(unpublishPage(ctx, old)).rejects.toMatchObject(stale);
      await expect(discardPageDraft(ctx, old)).rejects.toMatchObject(stale);
      await expect(deletePage(ctx, old)).rejects.toMatchObject(stale);
    }));

  test('says something before it is published', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const page = await aPage(ctx, { body: ' \n ' });
      await expect(publishPage(ctx, await page())).rejects.toMatchObject({ code: 'conflict' });
      await expect(unpublishPage(ctx, await page())).rejects.toMatchObject({ code: 'conflict' });
    }));

  test.each(['', 'new', 'a b', '../etc', 'a--b', 'ünder', 'x'.repeat(61), 'a/b', 'preview'])(
    'cannot stand at %j',
    (slug) =>
      inSandbox(async (db) => {
        const ctx = contextFor(db, (await seedWorld(db)).alan);
        await expect(createPage(ctx, { ...about, slug })).rejects.toMatchObject({
          fieldErrors: { slug: [expect.any(String)] },
        });
      }),
  );

  test('has an address of its own', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      await aPage(ctx);
      await expect(db.transaction((tx) => createPage({ ...ctx, db: tx }, about))).rejects.toMatchObject({
        fieldErrors: { slug: ['Another page has this address.'] },
      });
    }));

  test('keeps its last words in the audit log when it is deleted', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const page = await aPage(ctx);
      await deletePage(ctx, await page());
      expect(await listPages(ctx)).toEqual([]);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'page.deleted'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toMatchObject({ slug: 'about', body: 'We make **lamps**.' });
    }));
});

test('pages stand in the order that an admin gave them, and an order of other pages is refused', () =>
  inSandbox(async (db) => {
    const ctx = contextFor(db, (await seedWorld(db)).alan);
    for (const slug of ['one', 'two', 'three']) await aPage(ctx, { slug });
    const slugs = async () => (await listPages(ctx)).map(({ slug }) => slug);
    const ids = (await listPages(ctx)).map(({ id }) => id);
    expect(await slugs()).toEqual(['one', 'two', 'three']);
    await orderPages(ctx, { pageIds: ids.toReversed() });
    expect(await slugs()).toEqual(['three', 'two', 'one']);
    const [first = ''] = ids;
    for (const wrong of [[], ids.slice(1), [...ids, first], [first, first, first]]) {
      await expect(orderPages(ctx, { pageIds: wrong })).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await slugs()).toEqual(['three', 'two', 'one']);
  }));
