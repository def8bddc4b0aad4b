import { X } from 'lucide-react';
import Link from 'next/link';
import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Cart, CartGroup, CartProduct } from '@/core/cart/get-cart';
import { removeFromCartAction } from './actions';
import { RequestForm } from './request-form';

/** Products of one catalog and what it takes to ask for them. */
export function CartGroupSection({
  group,
  ...form
}: {
  group: CartGroup;
  apps: Cart['apps'];
  sharesNewApps: boolean;
  organizationName: string;
  submissionKey: string;
}) {
  const headingId = `group-${group.catalogId}-${group.gatewayId}`;
  return (
    <section aria-labelledby={headingId} className="card">
      <header className="border-line border-b p-(--card-padding)">
        <h2 id={headingId} className="section-title">
          <span className="sr-only">From the catalog </span>
          {group.catalogName}
        </h2>
        <ul className="mt-3 grid grid-cols-1 gap-2.5">
          {group.products.map((product) => (
            <ProductRow key={product.id} product={product} catalogId={group.catalogId} />
          ))}
        </ul>
      </header>
      <div className="p-(--card-padding)">
        <RequestForm group={group} {...form} />
      </div>
    </section>
  );
}

function ProductRow({ product, catalogId }: { product: CartProduct; catalogId: string }) {
  return (
    <li className="flex items-center justify-between gap-3">
      <div className="min-w-0">
        <Link href={`/products/${product.slug}`} className="link font-medium">
          {product.name}
        </Link>
        {product.summary && <p className="text-ink-muted text-sm">{product.summary}</p>}
      </div>
      <ActionForm action={removeFromCartAction} hidden={{ catalogId, productId: product.id }} className="flex-none">
        <SubmitButton variant="ghost" size="sm" aria-label={`Remove ${product.name}`}>
          <X aria-hidden="true" />
          <span className="max-sm:hidden">Remove</span>
        </SubmitButton>
      </ActionForm>
    </li>
  );
}
