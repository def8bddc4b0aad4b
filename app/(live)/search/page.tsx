import { Search, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Form from 'next/form';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { QUERY_MAX, readQuery } from '@/core/search/read-query';
import { type Found, searchOffer } from '@/core/search/search-offer';
import { requireVisitor } from '@/server/context';
import { Results } from './results';

type Props = PageProps<'/search'>;

/** Of several, the first counts. */
async function readWords({ searchParams }: Props): Promise<string> {
  const { q } = await searchParams;
  return readQuery((Array.isArray(q) ? q[0] : q) ?? '');
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const q = await readWords(props);
  return {
    title: q ? `Search for ${q}` : 'Search',
    description: 'Find products, guides and operations.',
    robots: { index: false },
  };
}

export default async function SearchPage(props: Props) {
  const found = await searchOffer(await requireVisitor(), { q: await readWords(props) });
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Search" description="Products, guides, pages, and the operations of the APIs." />
      <div className="mt-6 grid gap-8">
        <SearchForm q={found.q} />
        {found.q !== '' && <Answer found={found} />}
      </div>
    </div>
  );
}

function Answer({ found }: { found: Found }) {
  if (found.isStopped) return <Stopped />;
  return isEmpty(found) ? <NothingFound q={found.q} /> : <Results found={found} />;
}

function isEmpty({ products, guides, operations, pages }: Found): boolean {
  return products.length + guides.length + operations.length + pages.length === 0;
}

function SearchForm({ q }: { q: string }) {
  return (
    <Form action="/search" role="search" aria-label="Search everything" className="flex gap-2">
      {/* The key: a new search in the frame changes the address, and a field keeps what it was born with. */}
      <Input
        key={q}
        type="search"
        name="q"
        aria-label="What to look for"
        placeholder="Such as payments, webhook, or GET /users"
        defaultValue={q}
        maxLength={QUERY_MAX}
      />
      <Button type="submit" variant="primary">
        <Search aria-hidden="true" />
        Search
      </Button>
    </Form>
  );
}

function NothingFound({ q }: { q: string }) {
  return (
    <EmptyState
      icon={<SearchX aria-hidden="true" />}
      title={`Nothing found for “${q}”`}
      description="Every word has to begin a word of what you look for. Try fewer words or other ones."
      action={<ButtonLink href="/catalogs">Browse the catalogs</ButtonLink>}
    />
  );
}

function Stopped() {
  return (
    <EmptyState
      icon={<SearchX aria-hidden="true" />}
      title="Too many searches from your network"
      description="Wait five minutes and search again, or log in."
      action={<ButtonLink href="/auth/login?next=%2Fsearch">Log in</ButtonLink>}
    />
  );
}
