import { LibraryBig } from 'lucide-react';
import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { can } from '@/core/policy';
import { getProductForAdmin } from '@/core/products/get-product-for-admin';
import { listCatalogChoices } from '@/core/products/list-catalog-choices';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../product-frame';
import { CatalogsForm } from './catalogs-form';

export const metadata: Metadata = { title: 'Catalogs of a product' };

export default async function ProductCatalogsPage({ params }: PageProps<'/admin/products/[slug]/catalogs'>) {
  const { slug } = await params;
  const ctx = await requireAdmin(`/admin/products/${slug}/catalogs`);
  const product = await orNotFound(getProductForAdmin(ctx, { slug }));
  const choices = await listCatalogChoices(ctx, { productId: product.id });
  const isShown = product.state === 'published' || product.state === 'deprecated';
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      <div className="grid max-w-3xl gap-5">
        {isShown && product.catalogs.length === 0 && (
          <Alert tone="warning">It is published, but stands in no catalog: only admins see it.</Alert>
        )}
        {choices.length === 0 ? (
          <EmptyState
            icon={<LibraryBig aria-hidden="true" />}
            title="No catalogs yet"
            description="A catalog says who sees which products, and on which plans."
            action={<ButtonLink href="/admin/catalogs/new">New catalog</ButtonLink>}
          />
        ) : (
          <CatalogsForm
            key={product.version}
            product={{ id: product.id, version: product.version, isDocumentationOnly: product.access === null }}
            catalogs={choices}
            mayChange={can(ctx.actor, 'offer.change')}
          />
        )}
      </div>
    </ProductFrame>
  );
}
