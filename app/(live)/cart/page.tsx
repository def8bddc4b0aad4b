import { randomUUID } from 'node:crypto';
import { ShoppingCart } from 'lucide-react';
import type { Metadata } from 'next';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { type Cart, getCart } from '@/core/cart/get-cart';
import { requireDeveloper } from '@/server/context';
import { removeFromCartAction } from './actions';
import { CartGroupSection } from './cart-group';

export const metadata: Metadata = { title: 'Cart' };

export default async function CartPage() {
  const ctx = await requireDeveloper('/cart');
  const cart = await getCart(ctx);
  const isEmpty = cart.groups.length === 0 && cart.gone.length === 0;
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader title="Cart" {...(cart.groups.length > 0 && { description: explain(cart) })} />
      <div className="mt-6 grid grid-cols-1 gap-8">
        {cart.gone.length > 0 && <Gone products={cart.gone} />}
        {isEmpty && <EmptyCart />}
        {cart.groups.map((group) => (
          <CartGroupSection
            key={`${group.catalogId} ${group.gatewayId}`}
            group={group}
            apps={cart.apps}
            sharesNewApps={cart.sharesNewApps}
            organizationName={ctx.actor.organization.name}
            submissionKey={randomUUID()}
          />
        ))}
      </div>
    </div>
  );
}

function explain({ groups }: Cart): string {
  if (groups.length === 1) return 'Choose a plan and an app, then ask for access. You get one key for these products.';
  return `Products of one catalog share one key. Yours make ${groups.length} requests, each with a key of its own.`;
}

function EmptyCart() {
  return (
    <EmptyState
      icon={<ShoppingCart aria-hidden="true" />}
      title="Your cart is empty"
      description="Find a product in a catalog and put it here to ask for access."
      action={
        <ButtonLink href="/catalogs" variant="primary">
          Browse the catalogs
        </ButtonLink>
      }
    />
  );
}

function Gone({ products }: { products: Cart['gone'] }) {
  const one = products.length === 1;
  return (
    <Alert
      tone="warning"
      title={
        one
          ? 'A product in your cart is no longer offered to you'
          : `${products.length} products in your cart are no longer offered to you`
      }
      actions={products.map((product, index) => (
        <ActionForm key={`${product.catalogId} ${product.productId}`} action={removeFromCartAction} hidden={product}>
          <SubmitButton variant="secondary" size="sm">
            {one ? 'Remove it' : `Remove number ${index + 1}`}
          </SubmitButton>
        </ActionForm>
      ))}
    >
      It cannot be asked for any more.
    </Alert>
  );
}
