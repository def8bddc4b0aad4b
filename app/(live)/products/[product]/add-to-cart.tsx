import { CircleCheck, ShoppingCart } from 'lucide-react';
import Form from 'next/form';
import { ActionForm } from '@/components/ui/action-form';
import { Button, ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { addToCartAction } from '../../cart/actions';
import type { Asker } from './asker';
import { FocusOnChange } from './focus-on-change';

type Props = {
  asker: Asker;
  productSlug: string;
  catalogSlug: string;
  isInCart: boolean;
  /** The heading that says which catalog the button is for. */
  describedBy: string;
};

/** **Add to cart**, or that it is there. Visitors log in first and come back; admins have no cart. */
export function AddToCart({ asker, productSlug, catalogSlug, isInCart, describedBy }: Props) {
  if (asker === 'admin') return null;
  if (asker === 'waiting') {
    return <p className="text-ink-muted text-sm">You can add it to your cart as soon as your account is active.</p>;
  }
  if (asker === 'visitor') return <LogInFirst productSlug={productSlug} describedBy={describedBy} />;
  return (
    <FocusOnChange isDone={isInCart}>
      {isInCart ? (
        <InCart />
      ) : (
        <ActionForm action={addToCartAction} hidden={{ catalogSlug, productSlug }} className="justify-items-end">
          <SubmitButton aria-describedby={describedBy}>
            <ShoppingCart aria-hidden="true" />
            Add to cart
          </SubmitButton>
        </ActionForm>
      )}
    </FocusOnChange>
  );
}

function InCart() {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="flex items-center gap-2 font-medium text-success">
        <CircleCheck aria-hidden="true" className="size-4.5" />
        In your cart
      </p>
      <ButtonLink href="/cart">Go to the cart</ButtonLink>
    </div>
  );
}

function LogInFirst({ productSlug, describedBy }: { productSlug: string; describedBy: string }) {
  return (
    <Form action="/auth/login">
      <input type="hidden" name="next" value={`/products/${productSlug}`} />
      <Button type="submit" variant="primary" aria-describedby={describedBy}>
        <ShoppingCart aria-hidden="true" />
        Add to cart
      </Button>
    </Form>
  );
}
