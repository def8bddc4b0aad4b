import { Alert } from '@/components/ui/alert';
import { Prose } from '@/components/ui/prose';
import { Time } from '@/components/ui/time';
import type { ProductView } from '@/core/products/get-product';

/** What to know before reading on: that the product ends, that nobody else sees it, that there is no key to ask for. */
export function Notices({ product, now }: { product: ProductView; now: Date }) {
  return (
    <>
      {product.state === 'deprecated' && <Deprecated product={product} now={now} />}
      {product.state === 'draft' && (
        <Alert title="This is a draft">Only portal admins see it. Developers see it as soon as it is published.</Alert>
      )}
      {product.state === 'retired' && (
        <Alert tone="warning" title="This product is retired">
          Only portal admins see it.
        </Alert>
      )}
      {product.isDocumentationOnly && (
        <Alert title="Documentation only">There is no key to ask for: this product is here to be read about.</Alert>
      )}
    </>
  );
}

function Deprecated({ product, now }: { product: ProductView; now: Date }) {
  return (
    <Alert tone="warning" title="This product is deprecated">
      <p>
        <End sunsetOn={product.sunsetOn} now={now} />
      </p>
      {product.deprecationNote && <Prose html={product.deprecationNote} className="mt-2 text-sm" />}
    </Alert>
  );
}

function End({ sunsetOn, now }: { sunsetOn: string | null; now: Date }) {
  if (sunsetOn === null) {
    return 'It still works. No day is set on which it ends; do not build anything new on it.';
  }
  const isOver = new Date(sunsetOn) <= now;
  return (
    <>
      {isOver ? 'It ended on ' : 'It ends on '}
      <Time value={sunsetOn} now={now} format="day" />
      {isOver ? '. Move what you built on it to another product.' : '. Do not build anything new on it.'}
    </>
  );
}
