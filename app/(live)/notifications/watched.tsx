import Link from 'next/link';
import { WatchForm } from '@/app/(live)/products/[product]/watch-form';
import { Card } from '@/components/ui/card';

/** The products that one watches, and the way to stop. */
export function Watched({ products }: { products: readonly { slug: string; name: string }[] }) {
  return (
    <Card id="watched" title="Watched products" description="You hear of their changes, and of their end.">
      {products.length === 0 ? (
        <p className="text-ink-muted text-sm">
          None yet. Press <em>Watch</em> on the page of a product; you hear of those that you hold keys for anyhow.
        </p>
      ) : (
        <ul className="grid gap-2">
          {products.map(({ slug, name }) => (
            <li key={slug} className="flex items-center justify-between gap-3">
              <Link href={`/products/${slug}`} className="link min-w-0 [overflow-wrap:anywhere]">
                {name}
              </Link>
              <WatchForm slug={slug} productName={name} isWatched size="sm" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
