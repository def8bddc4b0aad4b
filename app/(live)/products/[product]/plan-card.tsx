import { Check, Clock } from 'lucide-react';
import { quotaWords, rateWords } from '@/components/asking/plan-words';
import { Badge } from '@/components/ui/badge';
import { Facts } from '@/components/ui/facts';
import type { OfferedPlan } from '@/core/products/read-offers';

/** The terms of a plan; several stand side by side, so all say the same things in the same order. */
export function PlanCard({ plan }: { plan: OfferedPlan }) {
  return (
    <li className="grid grid-rows-subgrid content-start gap-4 rounded-md border border-line bg-canvas p-4 [grid-row:span_3]">
      <div className="grid content-start gap-1">
        <h4 className="font-semibold [overflow-wrap:anywhere]">{plan.name}</h4>
        {plan.description && <p className="text-ink-muted text-sm">{plan.description}</p>}
      </div>
      <Facts
        facts={[
          { label: 'Rate', value: rateWords(plan) },
          { label: 'Quota', value: quotaWords(plan) },
          { label: 'Keys live', value: lifeWords(plan.keyLifetimeDays) },
        ]}
      />
      <p>
        <Approval isAuto={plan.autoApprove} />
      </p>
    </li>
  );
}

function lifeWords(days: number | null): string {
  if (days === null) return 'Until you revoke them';
  return days === 1 ? '1 day' : `${days.toLocaleString('en')} days`;
}

function Approval({ isAuto }: { isAuto: boolean }) {
  if (!isAuto) {
    return (
      <Badge>
        <Clock aria-hidden="true" className="size-3.5" />
        An admin decides
      </Badge>
    );
  }
  return (
    <Badge tone="success">
      <Check aria-hidden="true" className="size-3.5" />
      Approved at once
    </Badge>
  );
}
