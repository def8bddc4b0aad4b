import { previewMarkdownAction } from '@/app/(admin)/admin/markdown/actions';
import { MarkdownField } from '@/components/forms/markdown-field';
import { ActionForm } from '@/components/ui/action-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ProductForAdmin } from '@/core/products/get-product-for-admin';
import {
  deleteProductAction,
  deprecateProductAction,
  publishProductAction,
  retireProductAction,
  undeprecateProductAction,
  unpublishProductAction,
} from '../state-actions';

type Props = { product: ProductForAdmin };

/** What can be done with a product in its state. */
export function StateActs({ product }: Props) {
  const { state } = product;
  return (
    <>
      {(state === 'draft' || state === 'retired') && <Publish product={product} />}
      {state === 'published' && <Unpublish product={product} />}
      {(state === 'published' || state === 'deprecated') && <Deprecate product={product} />}
      {state === 'deprecated' && <Undeprecate product={product} />}
      {(state === 'published' || state === 'deprecated') && <Retire product={product} />}
      {state === 'draft' && product.requestsEver === 0 && <Delete product={product} />}
    </>
  );
}

function hiddenOf({ id, version }: ProductForAdmin) {
  return { productId: id, version: String(version) };
}

function Publish({ product }: Props) {
  return (
    <ActionForm action={publishProductAction} hidden={hiddenOf(product)} aria-label="Publish">
      <SubmitButton>{product.state === 'retired' ? 'Publish again' : 'Publish'}</SubmitButton>
    </ActionForm>
  );
}

function Unpublish({ product }: Props) {
  return (
    <ConfirmDialog
      trigger="Unpublish"
      title={`Make ${product.name} a draft again?`}
      consequences={[
        'Only admins see it, and it leaves every cart.',
        product.keysLive > 0 || product.requestsWaiting > 0
          ? 'It is in use, so this will be refused: deprecate it instead.'
          : 'Nobody has a key for it, and no request waits.',
      ]}
      action={unpublishProductAction}
      hidden={hiddenOf(product)}
    />
  );
}

function Deprecate({ product }: Props) {
  const isAlready = product.state === 'deprecated';
  return (
    <ConfirmDialog
      trigger={isAlready ? 'Change deprecation' : 'Deprecate'}
      triggerVariant="secondary"
      confirmVariant="primary"
      title={isAlready ? `When does ${product.name} end?` : `Deprecate ${product.name}?`}
      consequences={[
        'It stays, with a badge and a notice that say when it ends and what to do instead.',
        `${keys(product.keysLive)}. Those who hold them, and those who watch it, are told by notification and mail.`,
        ...(isAlready ? ['They are told again only when the last day is another one.'] : []),
      ]}
      action={deprecateProductAction}
      hidden={hiddenOf(product)}
    >
      <Field name="sunsetOn" label="Last day" required={false} hint="Empty: not decided yet.">
        <Input type="date" defaultValue={product.sunsetOn ?? ''} className="max-w-48" />
      </Field>
      <MarkdownField
        name="note"
        label="What to do instead"
        preview={previewMarkdownAction}
        required={false}
        defaultValue={product.deprecationNote}
        rows={5}
      />
    </ConfirmDialog>
  );
}

function Undeprecate({ product }: Props) {
  return (
    <ConfirmDialog
      trigger="Take deprecation back"
      triggerVariant="secondary"
      confirmVariant="primary"
      title={`Keep ${product.name}?`}
      consequences={[
        'The badge and the notice go, and with them the last day and the note.',
        'Nobody is told by mail.',
      ]}
      action={undeprecateProductAction}
      hidden={hiddenOf(product)}
    />
  );
}

function Retire({ product }: Props) {
  return (
    <ConfirmDialog
      trigger="Retire"
      title={`Retire ${product.name}?`}
      consequences={[
        'Nobody but admins finds it any more, its documentation included, and it leaves every cart.',
        product.keysLive === 0
          ? 'Nobody has a key for it.'
          : `${keys(product.keysLive)}, and they go on working: revoke them one by one, or let them expire.`,
        product.requestsWaiting === 0
          ? 'No request waits for it.'
          : `Requests that wait for it are declined, and their people are told why: ${product.requestsWaiting}.`,
        'Those who hold keys for it, and those who watch it, are told.',
      ]}
      action={retireProductAction}
      hidden={hiddenOf(product)}
    />
  );
}

function Delete({ product }: Props) {
  return (
    <ConfirmDialog
      trigger="Delete"
      title={`Delete ${product.name}?`}
      consequences={[
        'Its documents, guides, changelog and pictures are deleted with it.',
        ...(product.access?.ownsPolicy ? ['The policy that the portal keeps for it at the gateway goes too.'] : []),
        'Nobody has ever asked for it.',
      ]}
      action={deleteProductAction}
      hidden={hiddenOf(product)}
    />
  );
}

function keys(live: number): string {
  return live === 1 ? '1 key is live' : `${live} keys are live`;
}
