import { cache } from 'react';
import { getCatalogForAdmin } from '@/core/catalogs/get-catalog-for-admin';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';

/** The catalog of an editor's page, once per request though the title asks for it too. */
export const loadCatalog = cache(async (slug: string) => {
  const ctx = await requireAdmin(`/admin/catalogs/${slug}`);
  return { ctx, catalog: await orNotFound(getCatalogForAdmin(ctx, { slug })) };
});
