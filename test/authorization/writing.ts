import { deleteDocument } from '@/core/api-docs/delete-document';
import { fetchDocument } from '@/core/api-docs/fetch-document';
import { restoreDocument } from '@/core/api-docs/restore-document';
import { deleteChange } from '@/core/changelog/delete-change';
import { editChange } from '@/core/changelog/edit-change';
import { changeFingerprint } from '@/core/changelog/lock-change';
import { publishChange } from '@/core/changelog/publish-change';
import { changeGuide } from '@/core/guides/change-guide';
import { createGuide } from '@/core/guides/create-guide';
import { deleteGuide } from '@/core/guides/delete-guide';
import { guideFingerprint } from '@/core/guides/lock-guide';
import { moveGuide } from '@/core/guides/move-guide';
import { previewMarkdown } from '@/core/markdown/preview-markdown';
import type { Outbound } from '@/core/ports/outbound';
import { unwatchProduct } from '@/core/watching/unwatch-product';
import { watchProduct } from '@/core/watching/watch-product';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { apiDocuments, productApis, productChanges, productGuides, productWatchers } from '@/db/schema';
import type { World } from '../world';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
const readers: Role[] = ['arun', 'audrey'];
const runs = expecting('forbidden', { ok: runners });
/** Developers do not learn what there is to be edited. */
const edits = expecting('not_found', { ok: runners, forbidden: readers });

const text = { title: 'Start', slug: 'start', body: 'Send a call.' };
const entry = { title: 'Faster', body: '', publishedOn: '2026-01-01' };

/** Answers with a document: who may fetch is asked here, not what an address may be. */
const outbound: Outbound = {
  send: async () => ({
    outcome: 'answered',
    status: 200,
    statusText: 'OK',
    headers: [],
    body: Buffer.from('{"openapi":"3.1.0"}'),
    isCut: false,
    ms: 1,
  }),
};

async function anApi(db: Database): Promise<{ productApiId: string }> {
  const [api] = await db.select({ productApiId: productApis.id }).from(productApis).limit(1);
  if (!api) throw new Error('the world has no API');
  return api;
}

async function anOldVersion(db: Database): Promise<{ documentId: string }> {
  const documentId = newId();
  const { productApiId } = await anApi(db);
  const version = { productApiId, version: 1, state: 'superseded' as const, source: '{}', sourceSha256: 'x' };
  await db.insert(apiDocuments).values({ id: documentId, ...version });
  return { documentId };
}

async function aGuide(db: Database, { payments }: World): Promise<{ productId: string; guideId: string }> {
  const guideId = newId();
  await db.insert(productGuides).values({ id: guideId, productId: payments.id, ...text });
  return { productId: payments.id, guideId };
}

async function anEntry(db: Database, { payments }: World): Promise<{ productId: string; changeId: string }> {
  const changeId = newId();
  await db.insert(productChanges).values({ id: changeId, productId: payments.id, ...entry });
  return { productId: payments.id, changeId };
}

async function watchedByAll(db: Database, world: World): Promise<null> {
  const { ada, tom, eve, mallory, olga, dora, dan, penny, ursula, ivan } = world;
  for (const { userId } of [ada, tom, eve, mallory, olga, dora, dan, penny, ursula, ivan]) {
    await db.insert(productWatchers).values({ userId, productId: world.payments.id });
  }
  return null;
}

const developers: Role[] = ['ada', 'tom', 'eve', 'mallory', 'dora', 'dan'];

/** Texts of products: documents, guides, changelogs, and who hears of them. */
export const writing: Row[] = [
  row({
    verb: 'previewMarkdown',
    stage: nothing,
    act: (ctx) => previewMarkdown(ctx, { text: '**Hello**' }),
    expected: expecting('forbidden', { ok: [...runners, ...readers] }),
  }),
  row({
    verb: 'fetchDocument',
    stage: anApi,
    act: (ctx, stage) => fetchDocument(ctx, outbound, { ...stage, url: 'https://docs.test/openapi.json' }),
    expected: runs,
  }),
  row({
    verb: 'restoreDocument',
    stage: anOldVersion,
    act: (ctx, stage) => restoreDocument(ctx, stage),
    expected: runs,
  }),
  row({ verb: 'deleteDocument', stage: anOldVersion, act: (ctx, stage) => deleteDocument(ctx, stage), expected: runs }),
  row({
    verb: 'createGuide',
    stage: nothing,
    act: (ctx, _stage, { payments }) => createGuide(ctx, { productId: payments.id, ...text }),
    expected: edits,
  }),
  row({
    verb: 'changeGuide',
    stage: aGuide,
    act: (ctx, stage) => changeGuide(ctx, { ...stage, ...text, seen: guideFingerprint(text) }),
    expected: edits,
  }),
  row({
    verb: 'moveGuide',
    stage: aGuide,
    act: (ctx, stage) => moveGuide(ctx, { ...stage, direction: 'up' }),
    expected: edits,
  }),
  row({ verb: 'deleteGuide', stage: aGuide, act: (ctx, stage) => deleteGuide(ctx, stage), expected: edits }),
  row({
    verb: 'publishChange',
    stage: nothing,
    act: (ctx, _stage, { payments }) => publishChange(ctx, { productId: payments.id, isAnnounced: true, ...entry }),
    expected: edits,
  }),
  row({
    verb: 'editChange',
    stage: anEntry,
    act: (ctx, stage) => editChange(ctx, { ...stage, ...entry, seen: changeFingerprint(entry) }),
    expected: edits,
  }),
  row({ verb: 'deleteChange', stage: anEntry, act: (ctx, stage) => deleteChange(ctx, stage), expected: edits }),
  row({
    verb: 'watchProduct',
    stage: nothing,
    act: (ctx) => watchProduct(ctx, { slug: 'payments' }),
    // It stands in a public catalog, so those who wait for approval see it too.
    expected: expecting('forbidden', { ok: developers }),
  }),
  row({
    verb: 'unwatchProduct',
    stage: watchedByAll,
    act: (ctx) => unwatchProduct(ctx, { slug: 'payments' }),
    expected: expecting('forbidden', { ok: developers }),
  }),
  { verb: 'tellNews', system: 'the job product.announce' },
];
