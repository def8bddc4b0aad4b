import type { Metadata } from 'next';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import { can } from '@/core/policy';
import { getSettings } from '@/core/settings/get-settings';
import { requireAdmin } from '@/server/context';
import { changeGeneralSettingsAction } from '../actions';
import { SettingsHeader } from '../settings-header';

export const metadata: Metadata = { title: 'General settings' };

export default async function GeneralSettingsPage() {
  const ctx = await requireAdmin('/admin/settings/general');
  const settings = await getSettings(ctx);
  const mayChange = can(ctx.actor, 'settings.change');
  return (
    <>
      <SettingsHeader title="General settings" description="Who may get in, and how." />
      <div className="mt-4 grid max-w-3xl gap-4">
        {!mayChange && <Alert>You can read the settings. Changing them takes an admin or the owner.</Alert>}
        <ActionForm
          // A saved form starts again from what was saved, with the new version.
          key={settings.version}
          action={changeGeneralSettingsAction}
          hidden={{ version: String(settings.version) }}
        >
          <fieldset disabled={!mayChange} className="contents">
            <Card title="Portal">
              <Field name="portalName" label="Name" hint="Stands on every page and in every mail.">
                <Input defaultValue={settings.portalName} maxLength={60} className="max-w-sm" />
              </Field>
            </Card>
            <Card title="Developers">
              <div className="grid gap-5">
                <RadioGroup name="registration" label="Who may register" defaultValue={settings.registration}>
                  <Radio value="open" label="Everybody" />
                  <Radio value="invitation" label="Who has an invitation or an invite code" />
                  <Radio value="closed" label="Nobody" hint="Admins add people by hand." />
                </RadioGroup>
                <Checkbox
                  name="autoApproveDevelopers"
                  label="Auto approve developer registering requests"
                  hint="Whoever has verified an address can use the portal at once. Otherwise an admin activates each developer."
                  defaultChecked={settings.autoApproveDevelopers}
                />
              </div>
            </Card>
            <Card title="Organizations">
              <div className="grid gap-4">
                <Checkbox
                  name="organizationsMayRegister"
                  label="Enable API consumers to register organizations"
                  hint="Developers without an organization can create one."
                  defaultChecked={settings.organizationsMayRegister}
                />
                <Checkbox
                  name="autoApproveOrganizations"
                  label="Auto-approve API consumers registering organization"
                  hint="A new organization works at once. Otherwise an admin approves each one."
                  defaultChecked={settings.autoApproveOrganizations}
                />
              </div>
            </Card>
            {mayChange && (
              <div>
                <SubmitButton>Save</SubmitButton>
              </div>
            )}
          </fieldset>
        </ActionForm>
      </div>
    </>
  );
}
