import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { auditEvents, productAnnouncements, products } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { getProduct } from '../products/get-product';
import { deleteChange } from './delete-change';
import { editChange } from './edit-change';
import { listChanges } from './list-changes';
import { publishChange } from './publish-change';

const NOW = new Date('2026-11-21T12:00:00Z');
const entry = (title: string, publishedOn = '2026-11-20', body = '') => ({ title, body, publishedOn });

test('entries stand on the product’s page, newest first, those of one day in the order they came', () =>
  inSandbox(async (db) => {
    const { priya, ada, payments } = await seedWorld(db);
    const ctx = contextFor(db, priya, { now: () => NOW });
    for (const one of [
      entry('First'),
      entry('Old', '2025-01-01'),
      entry('Second', '2026-11-20', '**bold** <script>x</script>'),
    ]) {
      const { nextId } = await listChanges(ctx, { slug: 'payments' });
      await publishChange(ctx, { productId: payments.id, changeId: nextId, isAnnounced: false, ...one });
    }
    const { changes } = await getProduct(contextFor(db, ada), { slug: 'payments' });
    expect(changes.map(({ title }) => title)).toEqual(['Second', 'First', 'Old']);
    expect(changes[0]?.body).toContain('<strong>bold</strong>');
    expect(changes[0]?.body).not.toContain('script');
    expect(await db.select().from(productAnnouncements)).toEqual([]);
  }));

test('an entry is edited and deleted; nobody writes over what another admin wrote meanwhile', () =>
  inSandbox(async (db) => {
    const { priya, alan, payments, weather } = await seedWorld(db);
    const ctx = contextFor(db, priya, { now: () => NOW });
    const productId = payments.id;
    const { changeId } = await publishChange(ctx, { productId, isAnnounced: false, ...entry('Faster') });
    const [line] = (await listChanges(ctx, { slug: 'payments' })).changes;
    const seen = line?.seen ?? '';
    await editChange(contextFor(db, alan, { now: () => NOW }), { productId, changeId, seen, ...entry('Much faster') });
    await expect(editChange(ctx, { productId, changeId, seen, ...entry('Slower') })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(deleteChange(ctx, { productId: weather.id, changeId })).rejects.toMatchObject({ code: 'not_found' });
    await deleteChange(ctx, { productId, changeId });
    const events = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subjectId, productId))
      .orderBy(auditEvents.id);
    expect(events.map(({ event }) => event).sort()).toEqual(['change.deleted', 'change.edited', 'change.published']);
    expect(events.find(({ event }) => event === 'change.edited')?.detail).toEqual({
      product: 'payments',
      title: 'Much faster',
      changes: { title: { from: 'Faster', to: 'Much faster' } },
    });
  }));

test('what developers cannot see is not announced, but may be written down', () =>
  inSandbox(async (db) => {
    const { priya, payments } = await seedWorld(db);
    const ctx = contextFor(db, priya, { now: () => NOW });
    await db.update(products).set({ state: 'draft' }).where(eq(products.id, payments.id));
    const wish = { productId: payments.id, changeId: newId(), ...entry('Faster') };
    await expect(publishChange(ctx, { ...wish, isAnnounced: true })).rejects.toMatchObject({ code: 'conflict' });
    await publishChange(ctx, { ...wish, isAnnounced: false });
    expect((await listChanges(ctx, { slug: 'payments' })).changes).toMatchObject([{ announcement: null }]);
  }));

test.each([
  [entry(''), 'title'],
  [entry('x'.repeat(200)), 'title'],
  [entry('a', '2026-11-24'), 'publishedOn'],
  [entry('a', '1800-01-01'), 'publishedOn'],
  [entry('a', '2026-02-30'), 'publishedOn'],
  [entry('a', 'soon'), 'publishedOn'],
  [entry('a', '2026-11-20', 'x'.repeat(30_001)), 'body'],
])('what is written wrong is said beside its field: case %#', (written, field) =>
  inSandbox(async (db) => {
    const { priya, payments } = await seedWorld(db);
    const ctx = contextFor(db, priya, { now: () => NOW });
    await expect(publishChange(ctx, { productId: payments.id, isAnnounced: false, ...written })).rejects.toMatchObject({
      code: 'invalid',
      fieldErrors: { [field]: [expect.any(String)] },
    });
  }),
);
