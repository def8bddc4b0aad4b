import { AnswerFields } from '@/components/asking/answer-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Checkbox } from '@/components/ui/checkbox';
import { Fieldset } from '@/components/ui/fieldset';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ChangeCatalog, ChangeProduct } from '@/core/access-requests/change-choices';
import type { ChangeForm } from '@/core/access-requests/get-change-form';
import { PlanCards } from '../../../../../cart/plan-cards';
import { submitChangeAction } from './actions';

/** Plan, products and what is asked about them: one request to change one key. Works without JavaScript. */
export function ChangeKeyForm({
  form,
  catalog,
  submissionKey,
}: {
  form: ChangeForm;
  catalog: ChangeCatalog;
  submissionKey: string;
}) {
  const { credential, now, answers } = form;
  const hidden = {
    credentialId: credential.id,
    catalogId: catalog.id,
    submissionKey,
    version: String(now.version),
  };
  const { general, ofProduct } = splitFields(form.fields, catalog.products);
  return (
    <ActionForm action={submitChangeAction} hidden={hidden} className="gap-7">
      <PlanCards
        plans={catalog.plans}
        heldId={now.planId}
        {...(catalog.plans.some(({ id }) => id === now.planId) && { chosenId: now.planId ?? undefined })}
      />
      <Fieldset
        legend="Products"
        hint="What the key opens after the change. Take a tick away to end the access to one."
      >
        {catalog.products.map((product) => (
          <ProductChoice key={product.id} product={product} fields={ofProduct(product)} answers={answers} />
        ))}
      </Fieldset>
      {catalog.lost.length > 0 && (
        <Alert tone="warning" title={`The key loses ${catalog.lost.join(', ')}`}>
          {catalog.lost.length === 1 ? 'It is' : 'They are'} not offered in this catalog, so no plan of it can be had
          with {catalog.lost.length === 1 ? 'it' : 'them'}.
        </Alert>
      )}
      {general.length > 0 && (
        <div data-request-fields>
          <Fieldset
            legend="About your request"
            hint="Whoever decides reads this. Your answers of last time stand here."
          >
            <AnswerFields fields={general} prefix="answers" given={answers} />
          </Fieldset>
        </div>
      )}
      <div>
        <SubmitButton size="lg">Ask for this change</SubmitButton>
      </div>
    </ActionForm>
  );
}

type Fields = ChangeForm['fields'];
type ProductChoiceProps = { product: ChangeProduct; fields: Fields; answers: ChangeForm['answers'] };

/** A product with the questions that it alone asks, which are there while it is chosen. */
function ProductChoice({ product, fields, answers }: ProductChoiceProps) {
  return (
    <div className="group/product grid gap-4">
      <Checkbox
        name="productIds"
        value={product.id}
        label={product.isHeld ? `${product.name} (now)` : product.name}
        defaultChecked={product.isHeld}
        {...(product.summary && { hint: product.summary })}
      />
      {fields.length > 0 && (
        <div className="hidden gap-4 border-line border-l-2 pl-4 group-has-[[name=productIds]:checked]/product:grid">
          <AnswerFields fields={fields} prefix="answers" given={answers} />
        </div>
      )}
    </div>
  );
}

/** A question that one product alone asks stands with it; one that several ask, or the portal, stands once for all. */
function splitFields(portal: Fields, products: readonly ChangeProduct[]) {
  const isShared = ({ name }: Fields[number]) =>
    portal.some((field) => field.name === name) ||
    products.filter(({ fields }) => fields.some((field) => field.name === name)).length > 1;
  const shared = new Map(
    [...portal, ...products.flatMap(({ fields }) => fields.filter(isShared))].map(byName).reverse(),
  );
  return {
    general: [...shared.values()].reverse(),
    ofProduct: ({ fields }: ChangeProduct) => fields.filter((field) => !isShared(field)),
  };
}

function byName(field: Fields[number]): [string, Fields[number]] {
  return [field.name, field];
}
