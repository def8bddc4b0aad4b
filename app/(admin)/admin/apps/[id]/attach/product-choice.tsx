'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { useFieldId, useFieldState } from '@/components/ui/form-context';
import type { ImportChoices } from '@/core/credentials/list-import-choices';

/** The products that the key shall open; with their gateways where there are several. */
export function ProductChoice({
  products,
  showsGateway,
}: {
  products: ImportChoices['products'];
  showsGateway: boolean;
}) {
  const { error } = useFieldState('productIds');
  const errorId = `${useFieldId('productIds')}-problem`;
  return (
    <Fieldset legend="What it opens" {...(showsGateway && { hint: 'Products of one gateway: a key lives at one.' })}>
      <div className="grid gap-2 sm:grid-cols-2">
        {products.map(({ id, name, gatewayName }) => (
          <Checkbox key={id} name="products" value={id} label={showsGateway ? `${name} (${gatewayName})` : name} />
        ))}
      </div>
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </Fieldset>
  );
}
