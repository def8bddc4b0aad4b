import { Check, Clock } from 'lucide-react';
import { lifetimeWords, quotaWords, rateWords } from '@/components/asking/plan-words';
import { Badge } from '@/components/ui/badge';
import { RadioCard, RadioGroup } from '@/components/ui/radio-group';
import type { PlanChoice } from '@/core/cart/get-cart';

/** The plans of a catalog side by side. `chosenId` is chosen at first; `heldId` is the one that a key has now. */
export function PlanCards({
  plans,
  chosenId,
  heldId,
}: {
  plans: readonly PlanChoice[];
  chosenId?: string | undefined;
  heldId?: string | null;
}) {
  const only = plans.find(({ id }) => id === chosenId) ?? (plans.length === 1 ? plans[0] : undefined);
  return (
    <RadioGroup
      name="planId"
      label="Plan"
      columns={plans.length > 2 ? 3 : plans.length === 2 ? 2 : 1}
      {...(only && { defaultValue: only.id })}
    >
      {plans.map((plan) => (
        <PlanCard key={plan.id} plan={plan} isHeld={plan.id === heldId} />
      ))}
    </RadioGroup>
  );
}

function PlanCard({ plan, isHeld }: { plan: PlanChoice; isHeld: boolean }) {
  const isUsedUp = plan.allowance?.left === 0;
  return (
    <RadioCard
      value={plan.id}
      title={plan.name}
      disabled={isUsedUp}
      {...(plan.description && { description: plan.description })}
      {...(isHeld && { badge: <Badge tone="info">Now</Badge> })}
    >
      <ul className="grid gap-1 text-sm">
        <li>{rateWords(plan)}</li>
        <li>{quotaWords(plan)}</li>
        <li>{plan.keyLifetimeDays === null ? lifetimeWords(plan) : `Keys live ${lifetimeWords(plan)}`}</li>
      </ul>
      <div className="flex flex-wrap gap-1.5">
        {plan.autoApprove ? (
          <Badge tone="success">
            <Check aria-hidden="true" className="size-3.5" />
            Approved at once
          </Badge>
        ) : (
          <Badge>
            <Clock aria-hidden="true" className="size-3.5" />
            Approved on request
          </Badge>
        )}
        {plan.allowance && (
          <Badge tone={isUsedUp ? 'danger' : 'neutral'}>
            {isUsedUp
              ? `All ${plan.allowance.of} requests used`
              : `${plan.allowance.left} of ${plan.allowance.of} requests left`}
            {` in ${plan.allowance.days} days`}
          </Badge>
        )}
      </div>
    </RadioCard>
  );
}
