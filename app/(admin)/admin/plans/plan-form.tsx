'use client';

import { type ComponentProps, useState } from 'react';
import { PlanCard } from '@/app/(live)/products/[product]/plan-card';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { FormErrorSummary } from '@/components/ui/form-error-summary';
import { SubmitButton } from '@/components/ui/submit-button';
import type { FormAction, FormState } from '@/core/form-state';
import type { PlanChoices } from '@/core/plans/list-plan-choices';
import { PlanFields } from './plan-fields';
import type { PlanValues } from './plan-values';

type Shown = ComponentProps<typeof PlanCard>['plan'];
type Props = {
  action: FormAction;
  hidden?: Record<string, string>;
  label: string;
  choices: PlanChoices;
  values: PlanValues;
};

/** The editor of a plan, with the card that developers see beside it; the card follows what is typed. */
export function PlanForm({ action, hidden, label, choices, values }: Props) {
  const [shown, setShown] = useState<Shown>(() => ({ ...values, name: values.name || 'New plan' }));
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <ActionForm
        action={action}
        {...(hidden && { hidden })}
        aria-label={label}
        summary={false}
        className="gap-5"
        onInput={(event) => setShown(shownIn(new FormData(event.currentTarget)))}
      >
        {(state) => (
          <>
            {!asksFirst(state) && <FormErrorSummary />}
            <PlanFields choices={choices} values={values} />
            <Confirmation state={state} />
            <div className="flex flex-wrap gap-2">
              <SubmitButton>Save</SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
      <Card title="What developers see" headingLevel={2} className="xl:sticky xl:top-6">
        <ul className="grid">
          <PlanCard plan={shown} headingLevel={3} />
        </ul>
      </Card>
    </div>
  );
}

function asksFirst(state: FormState): boolean {
  return state.status === 'error' && state.fieldErrors.confirmed !== undefined;
}

/** What the change does to those who are on the plan already; pressing its button says yes to exactly that. */
function Confirmation({ state }: { state: FormState }) {
  if (state.status !== 'error' || !state.fieldErrors.confirmed) return null;
  const [mark = ''] = state.fieldErrors.confirmMark ?? [];
  return (
    <div tabIndex={-1} data-summary="" className="outline-none">
      <Alert
        tone="warning"
        title={state.message}
        live
        actions={
          <SubmitButton name="confirmed" value={mark} variant="primary">
            Save and change this
          </SubmitButton>
        }
      >
        <ul className="grid list-disc gap-1 pl-5">
          {state.fieldErrors.confirmed.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}

/** The card as the fields stand now; what is no number yet shows as no limit. */
function shownIn(data: FormData): Shown {
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const number = (name: string, times = 1) => {
    const value = Number(text(name)) * times;
    return text(name) !== '' && Number.isFinite(value) && value > 0 ? value : null;
  };
  const rate = pair(data.has('isRateFree'), number('rateRequests'), number('ratePerSeconds', Number(text('rateUnit'))));
  const quota = pair(
    data.has('isQuotaFree'),
    number('quotaRequests'),
    number('quotaPeriodSeconds', Number(text('quotaUnit'))),
  );
  return {
    slug: '',
    name: text('name') || 'New plan',
    description: text('description'),
    rateRequests: rate.requests,
    ratePerSeconds: rate.seconds,
    quotaRequests: quota.requests,
    quotaPeriodSeconds: quota.seconds,
    keyLifetimeDays: number('lifetimeDays'),
    autoApprove: data.has('autoApprove'),
  };
}

function pair(isFree: boolean, requests: number | null, seconds: number | null) {
  return isFree || requests === null || seconds === null ? { requests: null, seconds: null } : { requests, seconds };
}
