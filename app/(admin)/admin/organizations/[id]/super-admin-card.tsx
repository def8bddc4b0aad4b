import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { OrganizationDetail } from '@/core/organizations/get-organization';
import { nameSuperAdminAction } from '../actions';

/** Where no active super admin is left: says so, and lets an admin name one of the members, or add one. */
export function SuperAdminCard({ organization, mayName }: { organization: OrganizationDetail; mayName: boolean }) {
  const candidates = organization.people.filter(({ status }) => status === 'active');
  return (
    <Alert tone="warning" title="Nobody runs this organization">
      <div className="grid gap-3">
        <p>It has no active super admin, so nobody can invite people or change its teams.</p>
        {mayName && candidates.length > 0 && (
          <ActionForm action={nameSuperAdminAction} hidden={{ organizationId: organization.id }}>
            <div className="flex flex-wrap items-end gap-2">
              <Field name="userId" label="Member" className="min-w-56">
                <Select
                  options={candidates.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))}
                />
              </Field>
              <SubmitButton variant="secondary">Name super admin</SubmitButton>
            </div>
          </ActionForm>
        )}
        {mayName && candidates.length === 0 && (
          <div>
            <ButtonLink href={`/admin/users/new?organization=${organization.id}`} size="sm">
              Add a super admin
            </ButtonLink>
          </div>
        )}
      </div>
    </Alert>
  );
}
