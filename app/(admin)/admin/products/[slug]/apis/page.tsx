import { Waypoints } from 'lucide-react';
import type { Metadata } from 'next';
import { z } from 'zod';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { can } from '@/core/policy';
import { getProductForAdmin, type ProductForAdmin } from '@/core/products/get-product-for-admin';
import { type GatewayApiChoice, listGatewayApis } from '@/core/products/list-gateway-apis';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../product-frame';
import { AddApisForm, AddByNameForm } from './add-forms';
import { ApisForm } from './apis-form';
import { RemoveApis } from './remove-apis';
import { SearchApis } from './search-apis';

export const metadata: Metadata = { title: 'APIs of a product' };

const query = z.object({ q: z.string().max(200).catch('') });

export default async function ProductApisPage({ params, searchParams }: PageProps<'/admin/products/[slug]/apis'>) {
  const { slug } = await params;
  const { q } = query.parse(await searchParams);
  const ctx = await requireAdmin(`/admin/products/${slug}/apis`);
  const product = await orNotFound(getProductForAdmin(ctx, { slug }));
  const found = await listGatewayApis(ctx, { productId: product.id, search: q });
  const mayChange = can(ctx.actor, 'offer.change');
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-6">
          <Card title="APIs of this product" description="In the order in which its page shows them.">
            {product.apis.length === 0 ? (
              <EmptyState
                icon={<Waypoints aria-hidden="true" />}
                title="No API yet"
                description="Add those of the gateway, or one that is only documented."
              />
            ) : (
              <ApisForm
                key={product.version}
                product={{ id: product.id, version: product.version }}
                apis={product.apis.map(({ id, name, slug: of, listenPath }) => ({ id, name, slug: of, listenPath }))}
                mayChange={mayChange}
              />
            )}
          </Card>
          {mayChange && product.apis.length > 0 && <RemoveApis product={product} />}
        </div>
        {mayChange && <AddCards product={product} found={found} q={q} />}
      </div>
    </ProductFrame>
  );
}

type Found = { apis: GatewayApiChoice[]; hasMore: boolean };

function AddCards({ product, found, q }: { product: ProductForAdmin; found: Found; q: string }) {
  const of = { id: product.id, version: product.version };
  return (
    <div className="grid gap-6">
      <Card
        title="Add from the gateway"
        {...(product.access && { description: `What ${product.access.gatewayName} has and this product does not.` })}
      >
        {product.access === null ? (
          <Alert>This product is documentation only. Choose under Access what opens its APIs to add some.</Alert>
        ) : (
          <div className="grid gap-4">
            {product.access.ownsPolicy && (
              <Alert tone="warning">
                The portal keeps this product’s policy: what you add here also opens for the keys that are in force.
              </Alert>
            )}
            <SearchApis slug={product.slug} q={q} />
            {found.apis.length === 0 ? (
              <p className="text-ink-muted text-sm">
                {q ? 'No API matches.' : 'There is no other API at the gateway.'}
              </p>
            ) : (
              <AddApisForm key={`${product.version} ${q}`} product={of} apis={found.apis} />
            )}
            {found.hasMore && <p className="text-ink-muted text-sm">There are more: search for them.</p>}
          </div>
        )}
      </Card>
      <Card title="Add one that is only documented" description="No gateway serves it through this product.">
        <AddByNameForm key={product.version} product={of} />
      </Card>
    </div>
  );
}
