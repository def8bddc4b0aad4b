import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { cache } from 'react';
import { NavLink } from '@/components/ui/nav-link';
import { PageHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import { type GuideView, getGuide } from '@/core/products/get-guide';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { pageMetadata } from '@/server/page-metadata';

type Props = PageProps<'/products/[product]/guides/[guide]'>;

/** Once per request, though the title asks for it too. */
const loadGuide = cache(async (product: string, guide: string) =>
  orNotFound(getGuide(await requireVisitor(), { product, guide })),
);

async function readPage({ params }: Props): Promise<GuideView> {
  const { product, guide } = await params;
  return loadGuide(product, guide);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const guide = await readPage(props);
  const path = `/products/${guide.productSlug}/guides/${guide.slug}`;
  return pageMetadata(await requireVisitor(), {
    path,
    title: `${guide.title} · ${guide.productName}`,
    description: `A guide to ${guide.productName}.`,
    card: `${path}/card.png`,
  });
}

export default async function GuidePage(props: Props) {
  const guide = await readPage(props);
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <GuideNav guide={guide} />
      <article className="grid min-w-0 content-start gap-8 max-lg:order-first">
        <PageHeader
          crumbs={[
            { label: 'Catalogs', href: '/catalogs' },
            { label: guide.productName, href: `/products/${guide.productSlug}` },
          ]}
          title={guide.title}
        />
        <Prose html={guide.body} />
        <Neighbours guide={guide} />
      </article>
    </div>
  );
}

function addressOf({ productSlug }: GuideView, slug: string): string {
  return `/products/${productSlug}/guides/${encodeURIComponent(slug)}`;
}

function GuideNav({ guide }: { guide: GuideView }) {
  return (
    <nav aria-label="Guides" className="grid content-start gap-1 lg:sticky lg:top-24 lg:self-start">
      <p className="px-2.5 pb-1 font-semibold text-sm">Guides</p>
      {guide.guides.map(({ slug, title }) => (
        <NavLink key={slug} href={addressOf(guide, slug)} exact className="side-link min-h-10! py-1.5">
          {title}
        </NavLink>
      ))}
    </nav>
  );
}

function Neighbours({ guide }: { guide: GuideView }) {
  const at = guide.guides.findIndex(({ slug }) => slug === guide.slug);
  const previous = guide.guides[at - 1];
  const next = guide.guides[at + 1];
  if (!previous && !next) return null;
  return (
    <nav
      aria-label="More guides"
      className="flex max-w-[46rem] flex-wrap justify-between gap-4 border-line border-t pt-6"
    >
      {previous && (
        <Link href={addressOf(guide, previous.slug)} className="link inline-flex items-center gap-1.5">
          <ArrowLeft aria-hidden="true" className="size-4" />
          <span className="sr-only">Previous: </span>
          {previous.title}
        </Link>
      )}
      {next && (
        <Link href={addressOf(guide, next.slug)} className="link ml-auto inline-flex items-center gap-1.5">
          <span className="sr-only">Next: </span>
          {next.title}
          <ArrowRight aria-hidden="true" className="size-4" />
        </Link>
      )}
    </nav>
  );
}
