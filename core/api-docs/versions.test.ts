import { and, asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { apiDocuments, auditEvents, productApis } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { deleteDocument } from './delete-document';
import { getDocument } from './get-document';
import { getDocumentSourceForAdmin } from './get-document-source-for-admin';
import { importDocument } from './import-document';
import { listDocuments } from './list-documents';
import { parseDocument } from './parse-document';
import type { ParseSource } from './parsed-document';
import { restoreDocument } from './restore-document';
import { VERSIONS_KEPT } from './store-document';
import { uploadDocument } from './upload-document';

const small = (title: string) =>
  JSON.stringify({ openapi: '3.1.0', info: { title, version: '1' }, paths: { '/a': { get: { responses: {} } } } });

const parse: ParseSource = async (source) => parseDocument(source);

async function stageIn(db: Database) {
  const world = await seedWorld(db);
  const [api] = await db.select().from(productApis).where(eq(productApis.productId, world.payments.id));
  if (!api) throw new Error('the world has no API');
  const ctx = contextFor(db, world.priya);
  const upload = async (title: string) =>
    (await uploadDocument(ctx, { productApiId: api.id, source: small(title) })).documentId;
  const bring = async (title: string) => {
    const documentId = await upload(title);
    await importDocument(contextFor(db, { kind: 'system', name: 'documents' }), parse, { documentId });
    return documentId;
  };
  return { world, ctx, productApiId: api.id, upload, bring, read: readWith(db) };
}

const readWith = (db: Database) => (documentId: string) =>
  importDocument(contextFor(db, { kind: 'system', name: 'documents' }), parse, { documentId });

async function statesOf(db: Database, productApiId: string): Promise<string[]> {
  const rows = await db
    .select({ version: apiDocuments.version, state: apiDocuments.state, title: apiDocuments.title })
    .from(apiDocuments)
    .where(eq(apiDocuments.productApiId, productApiId))
    .orderBy(asc(apiDocuments.version));
  return rows.map(({ version, state, title }) => `${version} ${state} ${title ?? ''}`.trim());
}

describe('versions of a document', () => {
  test('an older one comes back as a new one, and nothing of the history is lost', () =>
    inSandbox(async (db) => {
      const { world, ctx, productApiId, bring, read } = await stageIn(db);
      const first = await bring('One');
      await bring('Two');
      const { documentId, restored } = await restoreDocument(ctx, { documentId: first });
      expect(restored).toBe(1);
      expect(await statesOf(db, productApiId)).toEqual(['1 superseded One', '2 live Two', '3 processing']);
      await read(documentId);
      expect(await statesOf(db, productApiId)).toEqual(['1 superseded One', '2 superseded Two', '3 live One']);
      const { apis } = await listDocuments(ctx, { slug: world.payments.slug });
      expect(apis[0]?.documents.map(({ version, by, bytes }) => [version, by, bytes])).toEqual([
        [3, 'Priya Test', small('One').length],
        [2, 'Priya Test', small('Two').length],
        [1, 'Priya Test', small('One').length],
      ]);
    }));

  test('what is live, or was never good, is not made live again', () =>
    inSandbox(async (db) => {
      const { ctx, productApiId, bring } = await stageIn(db);
      const live = await bring('One');
      const { documentId: bad } = await uploadDocument(ctx, { productApiId, source: 'nonsense: [' });
      await readWith(db)(bad);
      for (const documentId of [live, bad]) {
        await expect(restoreDocument(ctx, { documentId })).rejects.toMatchObject({ code: 'conflict' });
      }
      await expect(restoreDocument(ctx, { documentId: newId() })).rejects.toMatchObject({ code: 'not_found' });
    }));

  test('a bad one tells where it is bad, and the one before stays live', () =>
    inSandbox(async (db) => {
      const { world, ctx, productApiId, bring, read } = await stageIn(db);
      await bring('One');
      const { documentId } = await uploadDocument(ctx, { productApiId, source: '{\n  "openapi": "3.1.0",\n  oops\n}' });
      await read(documentId);
      expect(await statesOf(db, productApiId)).toEqual(['1 live One', '2 failed']);
      const { report } = await getDocument(ctx, { slug: world.payments.slug, documentId });
      expect(report[0]).toMatchObject({ line: 3 });
      const { source, version } = await getDocumentSourceForAdmin(ctx, { slug: world.payments.slug, documentId });
      expect([source.includes('oops'), version]).toEqual([true, 2]);
    }));

  test('the live one cannot be deleted; the others can, also one that is being read', () =>
    inSandbox(async (db) => {
      const { ctx, productApiId, bring, upload, read } = await stageIn(db);
      const first = await bring('One');
      const live = await bring('Two');
      const waiting = await upload('Three');
      await expect(deleteDocument(ctx, { documentId: live })).rejects.toMatchObject({ code: 'conflict' });
      expect(await deleteDocument(ctx, { documentId: first })).toEqual({ version: 1 });
      await deleteDocument(ctx, { documentId: waiting });
      await read(waiting);
      expect(await statesOf(db, productApiId)).toEqual(['2 live Two']);
      await expect(deleteDocument(ctx, { documentId: first })).rejects.toMatchObject({ code: 'not_found' });
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'document.deleted'))
        .orderBy(auditEvents.id);
      expect(events.map(({ detail }) => detail)).toEqual([
        { version: 1, was: 'superseded' },
        { version: 3, was: 'processing' },
      ]);
    }));

  test('old versions go when there are many; the live one stays, however old it is', () =>
    inSandbox(async (db) => {
      const { ctx, productApiId, bring } = await stageIn(db);
      await bring('Good');
      for (let at = 1; at <= VERSIONS_KEPT + 2; at += 1) {
        const { documentId } = await uploadDocument(ctx, { productApiId, source: `bad ${at}` });
        await db.update(apiDocuments).set({ state: 'failed' }).where(eq(apiDocuments.id, documentId));
      }
      const states = await statesOf(db, productApiId);
      expect(states).toHaveLength(VERSIONS_KEPT + 1);
      expect(states[0]).toBe('1 live Good');
      expect(states.at(-1)).toBe(`${VERSIONS_KEPT + 3} failed`);
    }));

  test('those of another product are not found under this one, nor by developers', () =>
    inSandbox(async (db) => {
      const { world, ctx, bring } = await stageIn(db);
      const documentId = await bring('One');
      const { ada, audrey, payments, weather } = world;
      await expect(getDocument(ctx, { slug: weather.slug, documentId })).rejects.toMatchObject({ code: 'not_found' });
      const asAda = contextFor(db, ada);
      await expect(getDocumentSourceForAdmin(asAda, { slug: payments.slug, documentId })).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(listDocuments(asAda, { slug: payments.slug })).rejects.toMatchObject({ code: 'not_found' });
      expect((await listDocuments(contextFor(db, audrey), { slug: payments.slug })).apis).toHaveLength(1);
    }));
});

describe('at the same time', () => {
  test('uploads take versions one after the other, and the same one counts once', () =>
    unboxed(async (db) => {
      const { productApiId, upload } = await stageIn(db);
      const ids = await Promise.all(['A', 'B', 'C', 'A', 'B', 'C'].map(upload));
      const states = await statesOf(db, productApiId);
      expect(states.map((state) => state.split(' ')[0])).toEqual(states.map((_, index) => String(index + 1)));
      expect(new Set(ids).size).toBe(states.length);
    }));

  test('what was wanted last is live at the end, whichever is read first', () =>
    unboxed(async (db) => {
      const { ctx, productApiId, bring, upload, read } = await stageIn(db);
      const first = await bring('One');
      await bring('Two');
      const third = await upload('Three');
      const { documentId: again } = await restoreDocument(ctx, { documentId: first });
      await Promise.all([read(again), read(third)]);
      const states = await statesOf(db, productApiId);
      expect(states.filter((state) => state.includes(' live '))).toEqual(['4 live One']);
      expect(states).toHaveLength(4);
    }));

  test('of deleting a version and making it live again one happens', () =>
    unboxed(async (db) => {
      const { ctx, productApiId, bring } = await stageIn(db);
      const first = await bring('One');
      await bring('Two');
      const outcomes = await Promise.allSettled([
        deleteDocument(ctx, { documentId: first }),
        restoreDocument(ctx, { documentId: first }),
      ]);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'not_found' });
      }
      const live = await db
        .select()
        .from(apiDocuments)
        .where(and(eq(apiDocuments.productApiId, productApiId), eq(apiDocuments.state, 'live')));
      expect(live.map(({ title }) => title)).toEqual(['Two']);
    }));

  test('a version that goes live while it is deleted is either live or gone', () =>
    unboxed(async (db) => {
      const { ctx, productApiId, bring, upload, read } = await stageIn(db);
      await bring('One');
      const second = await upload('Two');
      await Promise.allSettled([read(second), deleteDocument(ctx, { documentId: second })]);
      expect([['1 superseded One', '2 live Two'], ['1 live One']]).toContainEqual(await statesOf(db, productApiId));
    }));
});
