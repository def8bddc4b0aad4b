import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { apiDocuments, productApis } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { systemActor } from '../identity/actor';
import { uploadDocument } from './upload-document';

const small = (title: string) => JSON.stringify({ openapi: '3.1.0', info: { title, version: '1' }, paths: {} });

async function offerIn(db: Database): Promise<{ productApiId: string }> {
  const { payments } = await seedWorld(db);
  const [api] = await db.select().from(productApis).where(eq(productApis.productId, payments.id));
  if (!api) throw new Error('the world has no API');
  return { productApiId: api.id };
}

async function upload(db: Database, productApiId: string, source: string): Promise<string> {
  const ctx = contextFor(db, systemActor('documents'));
  return (await uploadDocument(ctx, { productApiId, source })).documentId;
}

test('the same document again changes nothing; one that failed may be tried again', () =>
  inSandbox(async (db) => {
    const { productApiId } = await offerIn(db);
    const first = await upload(db, productApiId, small('One'));
    expect(await upload(db, productApiId, small('One'))).toBe(first);
    await db.update(apiDocuments).set({ state: 'failed' }).where(eq(apiDocuments.id, first));
    expect(await upload(db, productApiId, small('One'))).not.toBe(first);
  }));

test('what is empty, too large or no text is refused before it is kept', () =>
  inSandbox(async (db) => {
    const { productApiId } = await offerIn(db);
    for (const source of ['', ' \n', 'a\0b', 'x'.repeat(33 * 1024 * 1024)]) {
      await expect(upload(db, productApiId, source)).rejects.toMatchObject({ code: 'invalid' });
    }
    await expect(upload(db, '018f6b2e-7c1a-7b3d-9e4f-2a6c8d0e1f35', small('x'))).rejects.toMatchObject({
      code: 'not_found',
    });
  }));
