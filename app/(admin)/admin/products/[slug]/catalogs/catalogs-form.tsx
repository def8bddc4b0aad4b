'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Fieldset } from '@/components/ui/fieldset';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeCatalogsAction } from '../../actions';

type Catalog = {
  id: string;
  name: string;
  visibility: 'public' | 'internal' | 'private';
  hasProduct: boolean;
  carts: number;
  plans: number;
};
type Props = {
  product: { id: string; version: number; isDocumentationOnly: boolean };
  catalogs: readonly Catalog[];
  mayChange: boolean;
};

const SEEN_BY: Record<Catalog['visibility'], string> = {
  public: 'Public: everybody sees it',
  internal: 'Internal: every developer sees it',
  private: 'Private: its audience sees it',
};

/** In which catalogs a product stands. Who may only read gets it with nothing to press. */
export function CatalogsForm({ product, catalogs, mayChange }: Props) {
  return (
    <ActionForm
      action={changeCatalogsAction}
      hidden={{ productId: product.id, version: String(product.version) }}
      aria-label="Catalogs"
    >
      <fieldset disabled={!mayChange} className="grid gap-4">
        <Fieldset
          legend="Stands in"
          hint="Where it leaves a catalog, it leaves the carts that hold it from there. Requests and keys stay."
        >
          <div className="grid gap-3">
            {catalogs.map((catalog) => (
              <Checkbox
                key={catalog.id}
                name="catalogIds"
                value={catalog.id}
                label={catalog.name}
                hint={hintOf(catalog, product.isDocumentationOnly)}
                defaultChecked={catalog.hasProduct}
              />
            ))}
          </div>
        </Fieldset>
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}

function hintOf({ visibility, plans, carts }: Catalog, isDocumentationOnly: boolean): string {
  return [
    SEEN_BY[visibility],
    !isDocumentationOnly && plans === 0 && 'it has no plan, so nothing can be asked for there',
    carts > 0 && (carts === 1 ? 'it lies in 1 cart' : `it lies in ${carts} carts`),
  ]
    .filter(Boolean)
    .join(' · ');
}
