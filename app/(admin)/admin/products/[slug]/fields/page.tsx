import type { Metadata } from 'next';
import { can } from '@/core/policy';
import { getProductForAdmin } from '@/core/products/get-product-for-admin';
import { getRequestSettings } from '@/core/settings/get-requests';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../product-frame';
import { FieldsForm } from './fields-form';

export const metadata: Metadata = { title: 'Questions of a product' };

export default async function ProductFieldsPage({ params }: PageProps<'/admin/products/[slug]/fields'>) {
  const { slug } = await params;
  const ctx = await requireAdmin(`/admin/products/${slug}/fields`);
  const product = await orNotFound(getProductForAdmin(ctx, { slug }));
  const { requestFields } = await getRequestSettings(ctx);
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      <FieldsForm
        product={{ id: product.id, version: product.version, requestFields: product.requestFields }}
        askedOfAll={requestFields}
        mayChange={can(ctx.actor, 'offer.change')}
      />
    </ProductFrame>
  );
}
