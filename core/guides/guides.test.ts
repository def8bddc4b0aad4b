import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEvents, images, productGuides, products } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { MARKDOWN_MAX } from '../markdown/render';
import { getGuide } from '../products/get-guide';
import { changeGuide } from './change-guide';
import { createGuide } from './create-guide';
import { deleteGuide } from './delete-guide';
import { getGuideForAdmin } from './get-guide-for-admin';
import { listGuides } from './list-guides';
import { moveGuide } from './move-guide';

const guide = (title: string, body = 'Send a call.') => ({ title, slug: '', body });

test('guides stand in the order that admins give them, and move no further than the ends', () =>
  inSandbox(async (db) => {
    const { priya, ada, payments } = await seedWorld(db);
    const ctx = contextFor(db, priya);
    const productId = payments.id;
    const ids: Record<string, string> = {};
    for (const title of ['One', 'Two', 'Three'])
      ids[title] = (await createGuide(ctx, { productId, ...guide(title) })).guideId;
    const move = (title: string, direction: 'up' | 'down') =>
      moveGuide(ctx, { productId, guideId: ids[title] ?? '', direction });
    const order = async () => (await listGuides(ctx, { slug: 'payments' })).guides.map(({ title }) => title);
    await move('Three', 'up');
    expect(await order()).toEqual(['One', 'Three', 'Two']);
    await move('One', 'up');
    await move('Two', 'down');
    expect(await order()).toEqual(['One', 'Three', 'Two']);
    await move('One', 'down');
    const { guides } = await getGuide(contextFor(db, ada), { product: 'payments', guide: 'two' });
    expect(guides.map(({ title }) => title)).toEqual(['Three', 'One', 'Two']);
  }));

test('moves at the same time lose no guide and no place', () =>
  unboxed(async (db) => {
    const { priya, payments } = await seedWorld(db);
    const ctx = contextFor(db, priya);
    const productId = payments.id;
    const made = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((title) => createGuide(ctx, { productId, ...guide(title) })),
    );
    await Promise.all(
      made.map(({ guideId }, at) => moveGuide(ctx, { productId, guideId, direction: at % 2 ? 'up' : 'down' })),
    );
    const rows = await db.select().from(productGuides).where(eq(productGuides.productId, productId));
    expect(rows.map(({ position }) => position).sort()).toEqual([0, 1, 2, 3]);
  }));

test('nobody writes over what another admin wrote meanwhile', () =>
  inSandbox(async (db) => {
    const { priya, alan, payments } = await seedWorld(db);
    const productId = payments.id;
    const { guideId } = await createGuide(contextFor(db, priya), { productId, ...guide('Start') });
    const { seen } = await getGuideForAdmin(contextFor(db, priya), { slug: 'payments', guide: 'start' });
    const rewrite = (actor: typeof priya, body: string) =>
      changeGuide(contextFor(db, actor), { productId, guideId, seen, title: 'Start', slug: 'start', body });
    await rewrite(alan, 'Alan’s text.');
    await expect(rewrite(priya, 'Priya’s text.')).rejects.toMatchObject({ code: 'conflict' });
    const [row] = await db.select().from(productGuides).where(eq(productGuides.id, guideId));
    expect(row?.body).toBe('Alan’s text.');
    const events = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.event, 'guide.changed'))
      .orderBy(auditEvents.id);
    expect(events.map(({ detail }) => detail)).toEqual([
      { product: 'payments', title: 'Start', changes: { characters: { from: 12, to: 12 } } },
    ]);
  }));

test('an address belongs to one guide of a product', () =>
  inSandbox(async (db) => {
    const { priya, payments, weather } = await seedWorld(db);
    const ctx = contextFor(db, priya);
    expect(await createGuide(ctx, { productId: payments.id, ...guide('Erste Schritte: Übung') })).toMatchObject({
      slug: 'erste-schritte-ubung',
    });
    await createGuide(ctx, { productId: weather.id, ...guide('Start') });
    await createGuide(ctx, { productId: payments.id, ...guide('Start') });
    await expect(createGuide(ctx, { productId: payments.id, ...guide('start') })).rejects.toMatchObject({
      fieldErrors: { slug: [expect.any(String)] },
    });
  }));

test.each([
  [{ title: '', slug: 'a', body: 'x' }, 'title'],
  [{ title: 'x'.repeat(200), slug: 'a', body: 'x' }, 'title'],
  [{ title: 'a', slug: '../admin', body: 'x' }, 'slug'],
  [{ title: '漢字', slug: '', body: 'x' }, 'slug'],
  [{ title: 'a', slug: 'a', body: ' ' }, 'body'],
  [{ title: 'a', slug: 'a', body: 'x'.repeat(MARKDOWN_MAX + 1) }, 'body'],
])('what is written wrong is said beside its field: case %#', (written, field) =>
  inSandbox(async (db) => {
    const { priya, payments } = await seedWorld(db);
    await expect(createGuide(contextFor(db, priya), { productId: payments.id, ...written })).rejects.toMatchObject({
      code: 'invalid',
      fieldErrors: { [field]: [expect.any(String)] },
    });
  }),
);

test('a guide of another product is none of this one', () =>
  inSandbox(async (db) => {
    const { priya, payments, weather } = await seedWorld(db);
    const ctx = contextFor(db, priya);
    const { guideId } = await createGuide(ctx, { productId: payments.id, ...guide('Start') });
    await expect(deleteGuide(ctx, { productId: weather.id, guideId })).rejects.toMatchObject({ code: 'not_found' });
    await deleteGuide(ctx, { productId: payments.id, guideId });
    const rows = await db
      .select()
      .from(productGuides)
      .where(and(eq(productGuides.id, guideId)));
    expect(rows).toEqual([]);
  }));

test('pictures are shown also after the product’s address was changed', () =>
  inSandbox(async (db) => {
    const { priya, payments } = await seedWorld(db);
    const ctx = contextFor(db, priya);
    const id = '018f6b2e-7c1a-7b3d-9e4f-2a6c8d0e1f35';
    const picture = { name: 'a.png', contentType: 'image/png', data: Buffer.from(''), sha256: '', width: 1, height: 1 };
    await db.insert(images).values({ id, productId: payments.id, ...picture });
    const body = `![A map](/products/payments/images/${id}) <img src=x onerror=alert(1)>`;
    await createGuide(ctx, { productId: payments.id, ...guide('Start', body) });
    await db.update(products).set({ slug: 'money' }).where(eq(products.id, payments.id));
    const shown = await getGuide(ctx, { product: 'money', guide: 'start' });
    expect(shown.body).toContain(`src="/products/money/images/${id}"`);
    expect(shown.body).not.toContain('onerror');
  }));
