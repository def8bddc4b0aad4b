import { and, eq, gt } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { apiDocuments, apiOperations, apiSchemas } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { insertParts } from './insert-parts';
import type { BadDocument, GoodDocument, JsonText, ParseSource } from './parsed-document';
import { lockApi } from './store-document';

/**
 * Reads an uploaded document and makes it live when it is good; until then, and when it is bad, the one before stays
 * live. A job: late, twice, or beside a newer version, it ends the same. Throws `conflict` when another job read it, or
 * somebody deleted it, meanwhile.
 */
export async function importDocument(ctx: Context, parse: ParseSource, input: { documentId: string }): Promise<void> {
  authorize(ctx.actor, 'offer.change');
  const [document] = await ctx.db
    .select({ id: apiDocuments.id, productApiId: apiDocuments.productApiId, source: apiDocuments.source })
    .from(apiDocuments)
    .where(and(eq(apiDocuments.id, input.documentId), eq(apiDocuments.state, 'processing')));
  if (!document) return;
  const started = ctx.now().getTime();
  const parsed = await parse(document.source);
  await mutate(ctx, async (unit) => {
    const place = await lockPlace(unit, document);
    if (parsed.outcome === 'bad') return fail(unit, place, parsed);
    if (await hasNewer(unit.tx, place)) return supersede(unit, place, parsed);
    return goLive(ctx, unit, place, parsed);
  });
  const ms = ctx.now().getTime() - started;
  ctx.log.info({ documentId: document.id, outcome: parsed.outcome, ms }, 'a document was read');
}

type Place = { documentId: string; productApiId: string; version: number };

/** The API is locked first, so that of its documents only one goes live at a time. */
async function lockPlace(unit: Unit, document: { id: string; productApiId: string }): Promise<Place> {
  await lockApi(unit, document.productApiId);
  const [place] = await unit.tx
    .select({
      documentId: apiDocuments.id,
      productApiId: apiDocuments.productApiId,
      version: apiDocuments.version,
    })
    .from(apiDocuments)
    .where(and(eq(apiDocuments.id, document.id), eq(apiDocuments.state, 'processing')))
    .for('update');
  if (!place) throw conflict('This document was read by another job meanwhile, or deleted.');
  return place;
}

async function fail(unit: Unit, place: Place, parsed: BadDocument): Promise<void> {
  const report = [...parsed.report];
  await unit.tx.update(apiDocuments).set({ state: 'failed', report }).where(eq(apiDocuments.id, place.documentId));
  const [first] = report;
  await unit.audit('document.failed', subject(place), { version: place.version, reason: first?.message ?? '' });
}

async function hasNewer(tx: Transaction, place: Place): Promise<boolean> {
  const [newer] = await tx
    .select({ id: apiDocuments.id })
    .from(apiDocuments)
    .where(
      and(
        eq(apiDocuments.productApiId, place.productApiId),
        eq(apiDocuments.state, 'live'),
        gt(apiDocuments.version, place.version),
      ),
    );
  return newer !== undefined;
}

async function supersede(unit: Unit, place: Place, parsed: GoodDocument<JsonText>): Promise<void> {
  const { openapi, title } = parsed;
  await unit.tx
    .update(apiDocuments)
    .set({ state: 'superseded', openapi, title, report: [...parsed.report] })
    .where(eq(apiDocuments.id, place.documentId));
  await unit.audit('document.failed', subject(place), { version: place.version, reason: 'a newer version is live' });
}

async function goLive(ctx: Context, unit: Unit, place: Place, parsed: GoodDocument<JsonText>): Promise<void> {
  const { documentId, productApiId, version } = place;
  await retire(unit.tx, productApiId);
  await insertParts(unit.tx, documentId, parsed);
  await unit.tx
    .update(apiDocuments)
    .set({
      state: 'live',
      openapi: parsed.openapi,
      title: parsed.title,
      overview: JSON.parse(parsed.overview) as Record<string, unknown>,
      report: [...parsed.report],
      liveAt: ctx.now(),
    })
    .where(eq(apiDocuments.id, documentId));
  const facts = { version, operations: parsed.operations.length, problems: parsed.report.length };
  await unit.audit('document.went_live', subject(place), facts);
}

/** The source of the old version stays; its pages can be made from it again. */
async function retire(tx: Transaction, productApiId: string): Promise<void> {
  const old = await tx
    .update(apiDocuments)
    .set({ state: 'superseded' })
    .where(and(eq(apiDocuments.productApiId, productApiId), eq(apiDocuments.state, 'live')))
    .returning({ id: apiDocuments.id });
  for (const { id } of old) {
    await tx.delete(apiOperations).where(eq(apiOperations.documentId, id));
    await tx.delete(apiSchemas).where(eq(apiSchemas.documentId, id));
  }
}

function subject(place: Place) {
  return { kind: 'document', id: place.documentId };
}
