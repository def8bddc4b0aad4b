'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { PeriodField } from './period-field';
import type { PlanValues } from './plan-values';

/** Rate and quota. A ticked box hides its figures, and wins over them where scripts and styles are off. */
export function LimitsFields({ values }: { values: PlanValues }) {
  return (
    <Fieldset legend="Limits" hint="What developers read, and what a policy of the portal’s own enforces.">
      <Limit
        freeName="isRateFree"
        freeLabel="No rate limit"
        isFree={values.rateRequests === null}
        requestsName="rateRequests"
        requestsLabel="Rate: requests"
        requests={values.rateRequests}
        periodName="ratePerSeconds"
        unitName="rateUnit"
        unitLabel="Unit of the rate’s time"
        seconds={values.ratePerSeconds}
      />
      <Limit
        freeName="isQuotaFree"
        freeLabel="No quota"
        isFree={values.quotaRequests === null}
        requestsName="quotaRequests"
        requestsLabel="Quota: requests"
        requests={values.quotaRequests}
        periodName="quotaPeriodSeconds"
        unitName="quotaUnit"
        unitLabel="Unit of the quota’s period"
        seconds={values.quotaPeriodSeconds}
      />
    </Fieldset>
  );
}

function Limit(limit: {
  freeName: string;
  freeLabel: string;
  isFree: boolean;
  requestsName: string;
  requestsLabel: string;
  requests: number | null;
  periodName: string;
  unitName: string;
  unitLabel: string;
  seconds: number | null;
}) {
  return (
    <div className="group/limit grid gap-2.5">
      <Checkbox name={limit.freeName} label={limit.freeLabel} defaultChecked={limit.isFree} />
      <div className="flex flex-wrap items-start gap-3 group-has-[input[type=checkbox]:checked]/limit:hidden">
        <Field name={limit.requestsName} label={limit.requestsLabel} className="w-40">
          <Input type="number" inputMode="numeric" min={1} step={1} defaultValue={limit.requests ?? ''} />
        </Field>
        <PeriodField
          name={limit.periodName}
          unitName={limit.unitName}
          label="In"
          unitLabel={limit.unitLabel}
          seconds={limit.seconds}
        />
      </div>
    </div>
  );
}
