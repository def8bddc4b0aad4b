'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { enterApiAction } from '../../actions';

/** Enters an API that the gateway does not list. */
export function EnterApi({ gatewayId }: { gatewayId: string }) {
  return (
    <Dialog
      trigger="Enter an API by id"
      title="Enter an API by id"
      description="For a gateway that does not list what it has. A synchronization that finds it takes it over."
    >
      <ActionForm action={enterApiAction} hidden={{ gatewayId }} resetOnDone aria-label="Enter an API by id">
        <Field name="apiId" label="API id" hint="The api_id of its definition.">
          <Input autoComplete="off" spellCheck={false} className="font-mono" />
        </Field>
        <Field name="name" label="Name" required={false} hint="Empty: the id.">
          <Input autoComplete="off" />
        </Field>
        <Field name="listenPath" label="Listen path" hint="Where consumers call, behind the proxy URL.">
          <Input autoComplete="off" spellCheck={false} placeholder="/orders/" className="font-mono" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel />
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
