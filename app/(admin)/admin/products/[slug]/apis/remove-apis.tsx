import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { ProductApiForAdmin, ProductForAdmin } from '@/core/products/get-product-for-admin';
import { removeApiAction } from '../../actions';

/** Takes APIs out of the product, one by one. */
export function RemoveApis({ product }: { product: ProductForAdmin }) {
  return (
    <Card title="Remove an API" description="Its documentation goes with it; that of the others stays.">
      <ul className="grid gap-2">
        {product.apis.map((api) => (
          <li key={api.id} className="flex flex-wrap items-center justify-between gap-2">
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {api.name}
              <span className="block text-ink-muted text-xs">{documents(api)}</span>
            </span>
            <ConfirmDialog
              trigger="Remove"
              triggerSize="sm"
              title={`Remove ${api.name} from ${product.name}?`}
              consequences={consequencesOf(product, api)}
              action={removeApiAction}
              hidden={{ productId: product.id, version: String(product.version), productApiId: api.id }}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function documents({ documents: count }: ProductApiForAdmin): string {
  if (count === 0) return 'No document';
  return count === 1 ? '1 document' : `${count} versions of its document`;
}

function consequencesOf(product: ProductForAdmin, api: ProductApiForAdmin): string[] {
  return [
    api.documents === 0 ? 'It has no document.' : `Deleted with it: ${documents(api)}.`,
    product.access?.ownsPolicy
      ? 'The portal takes it out of this product’s policy: keys in force do not open it any more.'
      : 'What keys open does not change: the policy at the gateway decides that.',
  ];
}
