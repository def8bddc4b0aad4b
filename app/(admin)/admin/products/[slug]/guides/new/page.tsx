import type { Metadata } from 'next';
import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import { listGuides } from '@/core/guides/list-guides';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../../product-frame';
import { createGuideAction } from '../actions';
import { GuideFields } from '../guide-fields';
import { PicturesCard } from '../pictures-card';

export const metadata: Metadata = { title: 'New guide' };

export default async function NewGuidePage({ params }: PageProps<'/admin/products/[slug]/guides/new'>) {
  const { slug } = await params;
  const ctx = await requireAdmin(`/admin/products/${slug}/guides/new`);
  const { productId } = await orNotFound(listGuides(ctx, { slug }));
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      {can(ctx.actor, 'offer.change') && (
        <Card title="New guide">
          <ActionForm action={createGuideAction} hidden={{ productId, product: slug }}>
            <GuideFields />
            <div className="flex flex-wrap gap-2">
              <SubmitButton>Add guide</SubmitButton>
              <ButtonLink href={`/admin/products/${slug}/guides`}>Cancel</ButtonLink>
            </div>
          </ActionForm>
        </Card>
      )}
      <PicturesCard ctx={ctx} slug={slug} />
    </ProductFrame>
  );
}
