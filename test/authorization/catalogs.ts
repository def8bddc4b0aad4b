import { changeCatalog } from '@/core/catalogs/change-catalog';
import { createCatalog } from '@/core/catalogs/create-catalog';
import { deleteCatalog } from '@/core/catalogs/delete-catalog';
import { moveCatalog } from '@/core/catalogs/move-catalog';
import { setAudience } from '@/core/catalogs/set-audience';
import { setCatalogPlans } from '@/core/catalogs/set-plans';
import { setCatalogProducts } from '@/core/catalogs/set-products';
import { viewAs } from '@/core/catalogs/view-as';
import { expecting, nothing, type Role, type Row, row } from './roles';

const runners: Role[] = ['priya', 'alan'];
/** Acme sees the catalog for partners and changes nothing of it; others do not know of it. */
const changes = expecting('not_found', { ok: runners, forbidden: ['ada', 'tom', 'arun', 'audrey'] });
const facts = { name: 'Friends', slug: 'friends', description: '', visibility: 'public' as const };

/** Catalogs, and seeing the portal as somebody else. */
export const catalogsOfThePortal: Row[] = [
  row({
    verb: 'createCatalog',
    stage: nothing,
    act: (ctx) => createCatalog(ctx, facts),
    expected: expecting('forbidden', { ok: runners }),
  }),
  row({
    verb: 'changeCatalog',
    stage: nothing,
    act: (ctx, _stage, { partnerCatalog }) =>
      changeCatalog(ctx, { ...facts, catalogId: partnerCatalog.id, version: 1 }),
    expected: changes,
  }),
  row({
    verb: 'setAudience',
    stage: nothing,
    act: (ctx, _stage, { partnerCatalog, acme, backend }) =>
      setAudience(ctx, {
        catalogId: partnerCatalog.id,
        version: 1,
        organizationIds: [acme.id],
        teamIds: [backend.id],
      }),
    expected: changes,
  }),
  row({
    verb: 'setCatalogProducts',
    stage: nothing,
    act: (ctx, _stage, { partnerCatalog, payments }) =>
      setCatalogProducts(ctx, { catalogId: partnerCatalog.id, version: 1, productIds: [payments.id] }),
    expected: changes,
  }),
  row({
    verb: 'setCatalogPlans',
    stage: nothing,
    act: (ctx, _stage, { partnerCatalog, free }) =>
      setCatalogPlans(ctx, { catalogId: partnerCatalog.id, version: 1, planIds: [free.id] }),
    expected: changes,
  }),
  row({
    verb: 'moveCatalog',
    stage: nothing,
    act: (ctx, _stage, { partnerCatalog }) => moveCatalog(ctx, { catalogId: partnerCatalog.id, before: null }),
    expected: changes,
  }),
  row({
    verb: 'deleteCatalog',
    stage: nothing,
    act: (ctx, _stage, { partnerCatalog }) => deleteCatalog(ctx, { catalogId: partnerCatalog.id, version: 1 }),
    expected: changes,
  }),
  row({
    verb: 'viewAs',
    stage: nothing,
    act: (ctx, _stage, { backend }) => viewAs(ctx, { kind: 'team', id: backend.id }),
    expected: expecting('not_found', { ok: runners, forbidden: ['arun', 'audrey'] }),
  }),
];
