'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeEmailSettingsAction, tryMailServerAction } from './actions';

type Email = { mailFromName: string; mailFromAddress: string; mailReplyTo: string; version: number };

/** Who mails come from. Who may only read gets the same page with nothing to press. */
export function EmailForm({ settings, mayChange }: { settings: Email; mayChange: boolean }) {
  return (
    <ActionForm
      action={changeEmailSettingsAction}
      hidden={{ version: String(settings.version) }}
      aria-label="Email settings"
    >
      <fieldset disabled={!mayChange} className="grid gap-6">
        <Field name="mailFromName" label="Sender name" required={false} hint="What people see as the sender.">
          <Input defaultValue={settings.mailFromName} maxLength={80} className="max-w-md" />
        </Field>
        <Field
          name="mailFromAddress"
          label="Sender address"
          required={false}
          hint="The mail server must be allowed to send for it. Empty: the address that the server was started with (EMAIL_FROM)."
        >
          <Input type="email" defaultValue={settings.mailFromAddress} className="max-w-md" />
        </Field>
        <Field name="mailReplyTo" label="Reply to" required={false} hint="Where answers go. Empty: to the sender.">
          <Input type="email" defaultValue={settings.mailReplyTo} className="max-w-md" />
        </Field>
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}

/** Tries the mail server with the saved sender, and says what it answered. */
export function TryMailServerForm() {
  return (
    <ActionForm action={tryMailServerAction} confirm="inline" aria-label="Test mail">
      <div>
        <SubmitButton variant="secondary">Send me a test mail</SubmitButton>
      </div>
    </ActionForm>
  );
}
