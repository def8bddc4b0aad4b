import { Eye, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { ProductMark } from '@/components/offer/product-mark';
import { Alert } from '@/components/ui/alert';
import { StatusBadge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { TabNav } from '@/components/ui/tab-nav';
import type { Context } from '@/core/context';
import { can } from '@/core/policy';
import { getProductForAdmin, type ProductForAdmin } from '@/core/products/get-product-for-admin';
import { orNotFound } from '@/server/or-not-found';
import { productStateWords } from '../state-words';
import { StateActs } from './state-acts';

type ProductTab = 'details' | 'apis' | 'access' | 'fields' | 'docs' | 'guides' | 'changelog' | 'catalogs';

const TABS: { tab: ProductTab; label: string }[] = [
  { tab: 'details', label: 'Details' },
  { tab: 'apis', label: 'APIs' },
  { tab: 'access', label: 'Access' },
  { tab: 'fields', label: 'Questions' },
  { tab: 'docs', label: 'Documentation' },
  { tab: 'guides', label: 'Guides' },
  { tab: 'changelog', label: 'Changelog' },
  { tab: 'catalogs', label: 'Catalogs' },
];

/**
 * The head of every page of a product's editor: what it is called, its state, what can be done with it, and the way to
 * the other tabs. Shows *Page not found* for a product that is none.
 */
export async function ProductFrame({ ctx, slug, children }: { ctx: Context; slug: string; children: ReactNode }) {
  const product = await orNotFound(getProductForAdmin(ctx, { slug }));
  const { tone, word } = productStateWords[product.state];
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/products', label: 'Products' }]}
        title={
          <span className="flex items-center gap-3">
            <ProductMark name={product.name} logoHref={product.logoHref} />
            {product.name}
          </span>
        }
        badge={<StatusBadge tone={tone}>{word}</StatusBadge>}
        actions={<Actions ctx={ctx} product={product} />}
      />
      <div className="mt-4 grid gap-5">
        <TabNav label="Product" tabs={tabsOf(product)} />
        {!can(ctx.actor, 'offer.change') && <Alert>Your role reads the offer. Owners and admins change it.</Alert>}
        {children}
      </div>
    </>
  );
}

function tabsOf(product: ProductForAdmin) {
  const base = `/admin/products/${product.slug}`;
  const counts: Partial<Record<ProductTab, number>> = {
    apis: product.apis.length,
    fields: product.requestFields.length,
    guides: product.guides,
    changelog: product.changes,
    catalogs: product.catalogs.length,
  };
  return TABS.map(({ tab, label }) => {
    const count = counts[tab];
    return {
      href: tab === 'details' ? base : `${base}/${tab}`,
      label,
      exact: tab === 'details',
      ...(count !== undefined && { count }),
    };
  });
}

function Actions({ ctx, product }: { ctx: Context; product: ProductForAdmin }) {
  return (
    <>
      <ButtonLink href={`/products/${product.slug}`}>
        <Eye aria-hidden="true" />
        Preview
      </ButtonLink>
      {can(ctx.actor, 'offer.view_as') && (
        <ButtonLink href={`/admin/view-as?next=${encodeURIComponent(`/products/${product.slug}`)}`}>
          <UsersRound aria-hidden="true" />
          View as
        </ButtonLink>
      )}
      {can(ctx.actor, 'offer.change') && <StateActs product={product} />}
    </>
  );
}
