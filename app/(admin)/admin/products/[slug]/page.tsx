import type { Metadata } from 'next';
import { cache } from 'react';
import { Card } from '@/components/ui/card';
import { listHistory } from '@/core/audit/list-history';
import { can } from '@/core/policy';
import { getProductForAdmin } from '@/core/products/get-product-for-admin';
import { listPublishChecks } from '@/core/products/list-publish-checks';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { History } from '../../requests/[id]/panels';
import { DetailsForm } from './details-form';
import { LifecycleCard } from './lifecycle-card';
import { LogoCard } from './logo-card';
import { ProductFrame } from './product-frame';

type Props = PageProps<'/admin/products/[slug]'>;

/** Once per request, though the title asks for it too. */
const loadProduct = cache(async (slug: string) => {
  const ctx = await requireAdmin(`/admin/products/${slug}`);
  return { ctx, product: await orNotFound(getProductForAdmin(ctx, { slug })) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { product } = await loadProduct((await params).slug);
  return { title: product.name };
}

export default async function ProductDetailsPage({ params }: Props) {
  const { slug } = await params;
  const { ctx, product } = await loadProduct(slug);
  const mayChange = can(ctx.actor, 'offer.change');
  const checks = await listPublishChecks(ctx, { productId: product.id });
  const history = await listHistory(ctx, { subjects: [{ kind: 'product', id: product.id }] });
  const { id, version, name, summary, description, tags, isFeatured } = product;
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <Card title="Details">
          <DetailsForm
            key={version}
            product={{ id, version, slug: product.slug, name, summary, description, tags: tags.join(', '), isFeatured }}
            mayChange={mayChange}
          />
        </Card>
        <div className="grid gap-6">
          <LifecycleCard product={product} checks={checks} now={ctx.now()} />
          <LogoCard product={{ id, slug: product.slug, name, logoHref: product.logoHref }} mayChange={mayChange} />
          {history.length > 0 && <History of={{ kind: 'product', id }} entries={history} now={ctx.now()} />}
        </div>
      </div>
    </ProductFrame>
  );
}
