import { AnswerFields } from '@/components/asking/answer-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Fieldset } from '@/components/ui/fieldset';
import { SubmitButton } from '@/components/ui/submit-button';
import type { Cart, CartGroup } from '@/core/cart/get-cart';
import { requestAccessAction } from './actions';
import { AppChoice } from './app-choice';
import { PlanCards } from './plan-cards';

/** Plan, key-request fields, app: one request for everything in the group. Works without JavaScript. */
export function RequestForm({
  group,
  apps,
  sharesNewApps,
  organizationName,
  submissionKey,
}: {
  group: CartGroup;
  apps: Cart['apps'];
  sharesNewApps: boolean;
  organizationName: string;
  submissionKey: string;
}) {
  if (group.plans.length === 0) {
    return (
      <Alert tone="warning" title="No plan is offered for these products yet">
        They can be asked for as soon as there is one. They stay in your cart until then.
      </Alert>
    );
  }
  const hidden = {
    catalogId: group.catalogId,
    gatewayId: group.gatewayId,
    submissionKey,
    productIds: group.products.map(({ id }) => id).join(','),
  };
  return (
    <ActionForm action={requestAccessAction} hidden={hidden} className="gap-7">
      <PlanCards plans={group.plans} />
      {group.fields.length > 0 && (
        <div data-request-fields>
          <Fieldset legend="About your request" hint="Whoever decides reads this.">
            <AnswerFields fields={group.fields} prefix="answers" />
          </Fieldset>
        </div>
      )}
      <AppChoice apps={apps} sharesNewApps={sharesNewApps} organizationName={organizationName} />
      <div>
        <SubmitButton size="lg">Request access</SubmitButton>
      </div>
    </ActionForm>
  );
}
