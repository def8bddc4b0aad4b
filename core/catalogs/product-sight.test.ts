import { expect, test } from 'vitest';
import type { Database, Transaction } from '@/db/client';
import { newId } from '@/db/ids';
import { catalogOrganizations, catalogProducts, catalogs, catalogTeams, products } from '@/db/schema';
import { inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { readAudience } from './audience';
import { countOnlyHere } from './product-sight';

async function counting(db: Database, catalogId: string) {
  const audience = await readAudience(db, catalogId);
  if (!audience) throw new Error('the catalog is not there');
  return (...ids: string[]) => db.transaction((tx: Transaction) => countOnlyHere(tx, catalogId, audience, ids));
}

// Write `union all` for `union` in seersElsewhere, or leave `having` out, and this must fail.
test('whoever sees every one of the products elsewhere is not counted, by however many ways they see them', () =>
  inSandbox(async (db) => {
    const { partnerCatalog, acme, backend, ledgerApi } = await seedWorld(db);
    const count = await counting(db, partnerCatalog.id);
    // Ada and Tom are the audience; Tom alone has the ledger by his team's catalog too.
    expect(await count(ledgerApi.id)).toBe(1);
    const [atlas, shelf] = [newId(), newId()];
    await db.insert(products).values({ id: atlas, slug: 'atlas', displayName: 'Atlas', state: 'published' });
    await db.insert(catalogProducts).values({ catalogId: partnerCatalog.id, productId: atlas });
    expect(await count(ledgerApi.id, atlas)).toBe(2);

    await db.insert(catalogs).values({ id: shelf, slug: 'shelf', displayName: 'Shelf', visibility: 'private' });
    await db.insert(catalogProducts).values({ catalogId: shelf, productId: atlas });
    expect(await count(atlas)).toBe(2);
    await db.insert(catalogTeams).values({ catalogId: shelf, teamId: backend.id });
    expect([await count(atlas), await count(ledgerApi.id, atlas)]).toEqual([1, 1]);
    await db.insert(catalogOrganizations).values({ catalogId: shelf, organizationId: acme.id });
    // Ada sees the atlas elsewhere now, but still not the ledger.
    expect([await count(atlas), await count(ledgerApi.id, atlas)]).toEqual([0, 1]);
    await db.update(catalogs).set({ visibility: 'internal' });
    expect(await count(ledgerApi.id, atlas)).toBe(0);
    expect(await count()).toBe(0);
  }));
