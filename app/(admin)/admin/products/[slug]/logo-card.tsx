import { ProductMark } from '@/components/offer/product-mark';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import { PictureForm } from '../../picture-form';
import { removeLogoAction } from '../actions';

type Props = { product: { id: string; slug: string; name: string; logoHref: string | null }; mayChange: boolean };

/** The product's logo as cards show it, and the way to another one. */
export function LogoCard({ product, mayChange }: Props) {
  return (
    <Card title="Logo" description="Stands on cards and beside the name.">
      <div className="grid gap-4">
        <div className="flex items-center gap-4">
          <ProductMark name={product.name} logoHref={product.logoHref} large />
          {product.logoHref === null ? (
            <span className="text-ink-muted text-sm">Without one, the first letter of the name stands here.</span>
          ) : (
            mayChange && (
              <ActionForm action={removeLogoAction} hidden={{ productId: product.id }} aria-label="Remove logo">
                <SubmitButton variant="danger-quiet" size="sm">
                  Remove logo
                </SubmitButton>
              </ActionForm>
            )
          )}
        </div>
        {mayChange && (
          <PictureForm
            action={`/admin/products/${product.slug}/logo`}
            name="Logo"
            label="Picture"
            button="Upload logo"
            advice="square looks best"
            done="The logo is changed."
          />
        )}
      </div>
    </Card>
  );
}
