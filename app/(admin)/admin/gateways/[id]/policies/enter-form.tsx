'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { enterPolicyAction } from '../../actions';

/** Enters a policy that the gateway does not list. */
export function EnterPolicy({ gatewayId }: { gatewayId: string }) {
  return (
    <Dialog
      trigger="Enter a policy by id"
      wide
      title="Enter a policy by id"
      description="For a gateway that does not list its policies (before 4.1). Say of it what stands in its definition."
    >
      <ActionForm action={enterPolicyAction} hidden={{ gatewayId }} resetOnDone aria-label="Enter a policy by id">
        <Field name="policyId" label="Policy id">
          <Input autoComplete="off" spellCheck={false} className="font-mono" />
        </Field>
        <Field name="name" label="Name" required={false} hint="Empty: the id.">
          <Input autoComplete="off" />
        </Field>
        <RadioGroup name="kind" label="What it does" defaultValue="access">
          <Radio value="access" label="Opens APIs" hint="Partition acl only: a product can be made of it." />
          <Radio value="limits" label="Limits" hint="Partitions rate_limit and quota only: a plan can be made of it." />
        </RadioGroup>
        <Field name="apiIds" label="API ids" required={false} hint="If it opens APIs: their ids, one a line.">
          <Textarea rows={2} spellCheck={false} className="font-mono" />
        </Field>
        <Fieldset legend="Limits" hint="If it limits. Empty is no limit.">
          <div className="grid gap-4 sm:grid-cols-2">
            <CountField name="rateRequests" label="Requests" />
            <CountField name="ratePer" label="in so many seconds" />
            <CountField name="quotaRequests" label="Quota: requests" />
            <CountField name="quotaSeconds" label="Quota: in so many seconds" />
          </div>
        </Fieldset>
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel />
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

function CountField({ name, label }: { name: string; label: string }) {
  return (
    <Field name={name} label={label} required={false} showOptional={false}>
      <Input type="number" inputMode="numeric" min={1} step={1} />
    </Field>
  );
}
