import { BookOpen } from 'lucide-react';
import type { Metadata } from 'next';
import { cache } from 'react';
import { ProductMark } from '@/components/offer/product-mark';
import { ProductStateBadge } from '@/components/offer/product-state';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { PageHeader, SectionHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import { getProduct, type ProductView } from '@/core/products/get-product';
import { getWatch } from '@/core/watching/get-watch';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { pageMetadata } from '@/server/page-metadata';
import { ApiList } from './api-list';
import { type Asker, askerOf } from './asker';
import { Changelog } from './changelog';
import { Notices } from './notices';
import { OfferSection } from './offer-section';
import { SideNotes } from './side-notes';
import { WatchForm } from './watch-form';

type Props = PageProps<'/products/[product]'>;

/** Once per request, though the title asks for it too. */
const loadProduct = cache(async (slug: string) => orNotFound(getProduct(await requireVisitor(), { slug })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await loadProduct((await params).product);
  const { slug, name, summary } = product;
  return pageMetadata(await requireVisitor(), {
    path: `/products/${slug}`,
    title: name,
    description: summary || `${name}: APIs, documentation and plans.`,
    card: `/products/${slug}/card.png`,
  });
}

export default async function ProductPage({ params }: Props) {
  const ctx = await requireVisitor();
  const product = await loadProduct((await params).product);
  const now = ctx.now();
  return (
    <>
      <Head product={product} watch={await getWatch(ctx, { slug: product.slug })} />
      <div className="mt-6 grid gap-4 empty:hidden">
        <Notices product={product} now={now} />
      </div>
      <div className="mt-8 grid gap-12">
        <About product={product} />
        {product.apis.length > 0 && (
          <section aria-labelledby="apis" className="grid gap-4">
            <SectionHeader id="apis" title="APIs" />
            <ApiList productSlug={product.slug} apis={product.apis} />
          </section>
        )}
        {product.isRequestable && <Plans product={product} asker={askerOf(ctx.actor)} />}
        {product.changes.length > 0 && (
          <section aria-labelledby="changelog" className="grid max-w-[46rem] gap-4 [&_#changelog]:scroll-mt-24">
            <SectionHeader id="changelog" title="Changelog" />
            <Changelog changes={product.changes} now={now} />
          </section>
        )}
      </div>
    </>
  );
}

function Head({ product, watch }: { product: ProductView; watch: { isWatched: boolean } | null }) {
  const documented = product.apis.find((api) => api.documentation === 'live');
  const actions = (
    <>
      {watch && <WatchForm slug={product.slug} productName={product.name} isWatched={watch.isWatched} />}
      {documented && (
        <ButtonLink href={`/products/${product.slug}/docs/${encodeURIComponent(documented.slug)}`}>
          <BookOpen aria-hidden="true" />
          Documentation
        </ButtonLink>
      )}
      {product.isRequestable && product.offers.length > 0 && (
        <a href="#plans" className={buttonClass({ variant: 'primary' })}>
          See the plans
        </a>
      )}
    </>
  );
  return (
    <PageHeader
      crumbs={[{ label: 'Catalogs', href: '/catalogs' }]}
      title={
        product.logoHref ? (
          <span className="flex items-center gap-4">
            <ProductMark name={product.name} logoHref={product.logoHref} large />
            {product.name}
          </span>
        ) : (
          product.name
        )
      }
      badge={<ProductStateBadge state={product.state} />}
      description={product.summary}
      actions={actions}
    />
  );
}

function About({ product }: { product: ProductView }) {
  const hasNotes = product.guides.length > 0 || product.tags.length > 0;
  if (!product.description && !hasNotes) return null;
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_16rem] lg:gap-12">
      <section aria-labelledby="about">
        <h2 id="about" className="sr-only">
          About this product
        </h2>
        <Prose html={product.description} />
      </section>
      {hasNotes && <SideNotes product={product} />}
    </div>
  );
}

function Plans({ product, asker }: { product: ProductView; asker: Asker }) {
  return (
    <section aria-labelledby="plans" className="grid gap-4 [&_#plans]:scroll-mt-24">
      <SectionHeader id="plans" title="Plans" description={plansWords(product)} />
      {product.offers.map((offer) => (
        <OfferSection key={offer.catalogSlug} offer={offer} productSlug={product.slug} asker={asker} />
      ))}
    </section>
  );
}

function plansWords({ offers }: ProductView): string {
  if (offers.length === 0) return 'This product stands in no catalog yet, so nobody can ask for it.';
  if (offers.length === 1) return 'Add it to your cart; there you choose the plan and ask for access.';
  return 'Each catalog has plans of its own. Products of one catalog can share one key.';
}
