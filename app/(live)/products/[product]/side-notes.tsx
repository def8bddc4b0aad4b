import { BookOpen } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import type { ProductView } from '@/core/products/get-product';

/** Beside the description: guides to read and the product's tags. */
export function SideNotes({ product }: { product: ProductView }) {
  return (
    <aside aria-label="Guides and tags" className="grid content-start gap-6">
      {product.guides.length > 0 && (
        <div className="grid gap-2">
          <h2 className="font-semibold">Guides</h2>
          <ul className="grid gap-0.5">
            {product.guides.map((guide) => (
              <li key={guide.slug}>
                <Link
                  href={`/products/${product.slug}/guides/${encodeURIComponent(guide.slug)}`}
                  className="side-link -mx-2.5 min-h-10!"
                >
                  <BookOpen aria-hidden="true" />
                  {guide.title}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {product.tags.length > 0 && (
        <div className="grid gap-2">
          <h2 className="font-semibold">Tags</h2>
          <ul className="flex flex-wrap gap-1.5">
            {product.tags.map((tag) => (
              <li key={tag} className="min-w-0">
                <Link href={`/catalogs?tag=${encodeURIComponent(tag)}`} className="flex max-w-full rounded-full py-1">
                  <Badge className="max-w-full truncate hover:text-ink">{tag}</Badge>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </aside>
  );
}
