import type { ProductOffer } from '@/core/products/read-offers';
import { audienceWords } from '../../catalogs/audience-words';
import { AddToCart } from './add-to-cart';
import type { Asker } from './asker';
import { PlanCard } from './plan-card';

/** What one catalog offers of the product: its plans side by side, and the way into the cart. */
export function OfferSection({
  offer,
  productSlug,
  asker,
}: {
  offer: ProductOffer;
  productSlug: string;
  asker: Asker;
}) {
  const headingId = `offer-${offer.catalogSlug}`;
  const hasPlans = offer.plans.length > 0;
  return (
    <section data-catalog={offer.catalogSlug} aria-labelledby={headingId} className="card">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-line border-b p-(--card-padding)">
        <div className="grid min-w-0 gap-0.5">
          <h3 id={headingId} className="font-semibold [overflow-wrap:anywhere]">
            <span className="sr-only">Catalog </span>
            {offer.catalogName}
          </h3>
          <p className="text-ink-muted text-sm">{audienceWords(offer.visibility)}</p>
        </div>
        {(hasPlans || offer.isInCart) && (
          <AddToCart
            asker={asker}
            productSlug={productSlug}
            catalogSlug={offer.catalogSlug}
            isInCart={offer.isInCart}
            describedBy={headingId}
          />
        )}
      </header>
      <div className="p-(--card-padding)">
        {hasPlans ? (
          <ul
            aria-label={`Plans in ${offer.catalogName}`}
            className="grid grid-cols-[repeat(auto-fit,minmax(min(15rem,100%),1fr))] gap-4"
          >
            {offer.plans.map((plan) => (
              <PlanCard key={plan.slug} plan={plan} />
            ))}
          </ul>
        ) : (
          <p className="text-ink-muted">No plan is offered here yet, so there is nothing to ask for.</p>
        )}
      </div>
    </section>
  );
}
