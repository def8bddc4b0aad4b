import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SectionHeader } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { contactKinds } from '@/core/organizations/change-contacts';
import type { OrganizationHome } from '@/core/organizations/get-organization-home';
import { changeContactsAction, changeOrganizationAction, renameOrganizationAction } from './actions';
import { contactWords } from './contact-words';

/** For super admins: the name, who sees addresses, and the contacts. */
export function OrganizationSettings({ organization }: { organization: OrganizationHome }) {
  const { id, name, hidesAddresses } = organization;
  return (
    <section aria-labelledby="settings" className="grid gap-4">
      <SectionHeader id="settings" title="Settings" />
      <div className="grid items-start gap-6 lg:grid-cols-[2fr_3fr]">
        <div className="grid gap-6">
          <Card title="Name" headingLevel={3}>
            <ActionForm action={renameOrganizationAction} hidden={{ organizationId: id }}>
              <Field name="name" label="Organization name">
                <Input defaultValue={name} maxLength={120} autoComplete="off" />
              </Field>
              <SubmitButton className="justify-self-start" variant="secondary">
                Rename
              </SubmitButton>
            </ActionForm>
          </Card>
          <Card title="Addresses" headingLevel={3}>
            <ActionForm action={changeOrganizationAction} hidden={{ organizationId: id }}>
              <Checkbox
                name="hidesAddresses"
                label="Hide addresses from teammates"
                hint="Team members see names only. Super admins see addresses all the same."
                defaultChecked={hidesAddresses}
              />
              <SubmitButton className="justify-self-start" variant="secondary">
                Save
              </SubmitButton>
            </ActionForm>
          </Card>
        </div>
        <ContactsCard organization={organization} />
      </div>
    </section>
  );
}

function ContactsCard({ organization }: { organization: OrganizationHome }) {
  const contactOf = (kind: string) => organization.contacts.find((contact) => contact.kind === kind);
  return (
    <Card
      id="contacts"
      title="Contacts"
      description="They hear of what concerns them, beside you. They need no account."
      headingLevel={3}
    >
      <ActionForm action={changeContactsAction} hidden={{ organizationId: organization.id }} className="gap-6!">
        {contactKinds.map((kind) => (
          <fieldset key={kind} className="grid gap-3">
            <legend className="mb-1 font-medium">{contactWords[kind].label}</legend>
            <p className="text-ink-muted text-sm">{contactWords[kind].hint}</p>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field name={`${kind}Name`} label="Name" required={false} showOptional={false}>
                <Input defaultValue={contactOf(kind)?.name ?? ''} maxLength={80} autoComplete="off" />
              </Field>
              <Field name={`${kind}Email`} label="Email" required={false} showOptional={false}>
                <Input
                  type="email"
                  defaultValue={contactOf(kind)?.email ?? ''}
                  maxLength={254}
                  autoComplete="off"
                  spellCheck={false}
                />
              </Field>
            </div>
          </fieldset>
        ))}
        <SubmitButton className="justify-self-start" variant="secondary">
          Save contacts
        </SubmitButton>
      </ActionForm>
    </Card>
  );
}
