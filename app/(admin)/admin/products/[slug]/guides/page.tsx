import { BookOpen, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { SectionHeader } from '@/components/ui/page-header';
import { listGuides } from '@/core/guides/list-guides';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../product-frame';
import { GuidesTable } from './guides-table';
import { PicturesCard } from './pictures-card';

export const metadata: Metadata = { title: 'Guides' };

export default async function GuidesPage({ params }: PageProps<'/admin/products/[slug]/guides'>) {
  const { slug } = await params;
  const ctx = await requireAdmin(`/admin/products/${slug}/guides`);
  const { productId, guides } = await orNotFound(listGuides(ctx, { slug }));
  const mayChange = can(ctx.actor, 'offer.change');
  const path = `/admin/products/${slug}/guides`;
  const add = mayChange && (
    <ButtonLink href={`${path}/new`} variant="primary">
      <Plus aria-hidden="true" />
      Add guide
    </ButtonLink>
  );
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      {guides.length === 0 ? (
        <EmptyState
          icon={<BookOpen aria-hidden="true" />}
          title="No guides yet"
          description="A guide leads developers from nothing to their first successful call. It stands beside the product."
          action={add}
        />
      ) : (
        <div className="grid gap-3">
          <SectionHeader title="Guides" description="Developers read them in this order." actions={add} />
          <GuidesTable {...{ productId, guides, path, mayChange }} now={ctx.now()} />
        </div>
      )}
      <PicturesCard ctx={ctx} slug={slug} />
    </ProductFrame>
  );
}
