'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeGeneralSettingsAction } from './actions';

type General = {
  portalName: string;
  registration: 'open' | 'invitation' | 'closed';
  autoApproveDevelopers: boolean;
  organizationsMayRegister: boolean;
  autoApproveOrganizations: boolean;
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
      <fieldset disabled={!mayChange} className="grid gap-6">
        <Field name="portalName" label="Portal name" hint="Stands at the top of every page and in every mail.">
          <Input defaultValue={settings.portalName} maxLength={60} className="max-w-md" />
        </Field>
        <RadioGroup name="registration" label="Who may register" defaultValue={settings.registration}>
          <Radio value="open" label="Everybody" />
          <Radio value="invitation" label="Only with an invitation or an invite code" />
          <Radio value="closed" label="Nobody" hint="Admins can still create and invite users." />
        </RadioGroup>
        <Fieldset legend="Developers">
          <Checkbox
            name="autoApproveDevelopers"
            label="Auto approve developer registering requests"
            hint="Whoever has verified their address can log in at once. Otherwise each waits for an admin."
            defaultChecked={settings.autoApproveDevelopers}
          />
        </Fieldset>
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
