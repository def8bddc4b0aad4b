import { Check, Clock } from 'lucide-react';
import { quotaWords, rateWords } from '@/components/asking/plan-words';
import { Badge } from '@/components/ui/badge';
import type { OfferedPlan } from '@/core/products/read-offers';

/** The terms of a plan. Several stand side by side: all say the same things in the same order, on the same lines. */
export function PlanCard({ plan, headingLevel = 4 }: { plan: OfferedPlan; headingLevel?: 3 | 4 }) {
  const Heading = `h${headingLevel}` as const;
  return (
    <li className="row-span-5 grid grid-rows-subgrid only:max-w-lg gap-3 rounded-md border border-line p-5">
      <div className="grid content-start gap-1">
        <Heading className="font-semibold [overflow-wrap:anywhere]">{plan.name}</Heading>
        {plan.description && <p className="text-ink-muted text-sm">{plan.description}</p>}
      </div>
      <dl className="row-span-3 grid grid-rows-subgrid">
        <Term label="Rate" value={rateWords(plan)} />
        <Term label="Quota" value={quotaWords(plan)} />
        <Term label="Keys live" value={lifeWords(plan.keyLifetimeDays)} />
      </dl>
      <p className="self-end">
        <Approval isAuto={plan.autoApprove} />
      </p>
    </li>
  );
}

function Term({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-ink-muted text-sm">{label}</dt>
      <dd>{value}</dd>
    </div>
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
        Approved on request
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
