'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { changeGeneralSettingsAction } from './actions';

type General = {
  portalName: string;
  signedInOnly: boolean;
  registration: 'open' | 'invitation' | 'closed';
  allowedDomains: string[];
  refusedDomains: string[];
  autoApproveDevelopers: boolean;
  terms: string;
  organizationsMayRegister: boolean;
  autoApproveOrganizations: boolean;
  invitationDays: number;
  organizationCloseDays: number;
  adminsNeedSecondFactor: boolean;
  version: number;
};

/** Who may get in and how. Who may only read gets the same page with nothing to press. */
export function GeneralForm({ settings, mayChange }: { settings: General; mayChange: boolean }) {
  return (
    <ActionForm
      action={changeGeneralSettingsAction}
      hidden={{ version: String(settings.version) }}
      aria-label="General settings"
    >
      <fieldset disabled={!mayChange} className="grid gap-7">
        <Field name="portalName" label="Portal name" hint="Stands at the top of every page and in every mail.">
          <Input defaultValue={settings.portalName} maxLength={60} className="max-w-md" />
        </Field>
        <RadioGroup
          name="audience"
          label="Who may see the portal"
          defaultValue={settings.signedInOnly ? 'signed_in' : 'everybody'}
        >
          <Radio value="everybody" label="Everybody" hint="Visitors see the public catalogs and their documentation." />
          <Radio
            value="signed_in"
            label="Signed-in people only"
            hint="Everybody else meets the login, and nothing of the offer is told. The terms stay readable."
          />
        </RadioGroup>
        <Registration settings={settings} />
        <Developers settings={settings} />
        <Organizations settings={settings} />
        <Fieldset legend="Admins">
          <Checkbox
            name="adminsNeedSecondFactor"
            label="Admins need two-factor authentication"
            hint="Who has none sets it up at the next page, before anything else. Set up your own on your profile first."
            defaultChecked={settings.adminsNeedSecondFactor}
          />
        </Fieldset>
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}

function Registration({ settings }: { settings: General }) {
  return (
    <>
      <RadioGroup name="registration" label="Who may register" defaultValue={settings.registration}>
        <Radio value="open" label="Everybody" />
        <Radio value="invitation" label="Only with an invitation or an invite code" />
        <Radio value="closed" label="Nobody" hint="Admins can still create and invite users." />
      </RadioGroup>
      <Fieldset
        legend="Email domains"
        hint="For people who register by themselves or sign in for the first time. Invitations, invite codes and accounts
          that admins make are not bound to them. One in each line: acme.com, or *.acme.com for all below it."
      >
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field name="allowedDomains" label="Allowed domains" hint="Empty: all of them." required={false}>
            <Textarea defaultValue={settings.allowedDomains.join('\n')} rows={4} spellCheck={false} />
          </Field>
          <Field
            name="refusedDomains"
            label="Refused domains"
            hint="These never, even where they are allowed."
            required={false}
          >
            <Textarea defaultValue={settings.refusedDomains.join('\n')} rows={4} spellCheck={false} />
          </Field>
        </div>
      </Fieldset>
      <Field
        name="terms"
        label="Terms"
        hint="Markdown. They stand at /terms, and whoever registers has to accept them. Empty: there are none. People who
          registered before are not asked again; tell them when the terms change."
        required={false}
      >
        <Textarea defaultValue={settings.terms} rows={8} maxLength={30_000} />
      </Field>
    </>
  );
}

function Developers({ settings }: { settings: General }) {
  return (
    <Fieldset legend="Developers">
      <Checkbox
        name="autoApproveDevelopers"
        label="Auto approve developer registering requests"
        hint="Whoever has verified their address can log in at once. Otherwise each waits for an admin."
        defaultChecked={settings.autoApproveDevelopers}
      />
      <Field name="invitationDays" label="Invitations work for (days)" hint="1 to 30.">
        <Input inputMode="numeric" defaultValue={settings.invitationDays} maxLength={4} className="max-w-28" />
      </Field>
    </Fieldset>
  );
}

function Organizations({ settings }: { settings: General }) {
  return (
    <Fieldset legend="Organizations">
      <Checkbox
        name="organizationsMayRegister"
        label="Enable API consumers to register organizations"
        hint="A developer without an organization can ask for one."
        defaultChecked={settings.organizationsMayRegister}
      />
      <Checkbox
        name="autoApproveOrganizations"
        label="Auto-approve API consumers registering organization"
        hint="It is there at once, and who asked is its super admin. Otherwise each waits for an admin."
        defaultChecked={settings.autoApproveOrganizations}
      />
      <Field
        name="organizationCloseDays"
        label="An organization closes after (days)"
        hint="0 to 90. So long its super admins can take the closing back; then its keys end."
      >
        <Input inputMode="numeric" defaultValue={settings.organizationCloseDays} maxLength={4} className="max-w-28" />
      </Field>
    </Fieldset>
  );
}
