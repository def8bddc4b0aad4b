import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { PageHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { getLeavingEffects, type LeavingEffects } from '@/core/members/get-leaving-effects';
import { requireDeveloper } from '@/server/context';
import { leaveOrganizationAction } from './actions';

export const metadata: Metadata = { title: 'Leave the organization' };

export default async function LeavePage() {
  const ctx = await requireDeveloper('/organization/leave');
  const { organization } = ctx.actor;
  if (organization.isDefault) notFound();
  const effects = await getLeavingEffects(ctx, { userId: ctx.actor.userId });
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/organization', label: organization.name }]}
        title={`Leave ${organization.name}?`}
        description="Your account stays. To come back you need an invitation."
      />
      <div className="mt-6 grid max-w-2xl gap-6">
        {effects.isLastSuperAdmin ? (
          <Alert
            tone="warning"
            title="You are the only super admin"
            actions={<ButtonLink href="/organization/users">Choose another super admin</ButtonLink>}
          >
            Make a colleague super admin first, or close the organization.
          </Alert>
        ) : (
          <LeaveForm effects={effects} />
        )}
      </div>
    </>
  );
}

function LeaveForm({ effects }: { effects: LeavingEffects }) {
  const { apps, openRequests, heirs, person } = effects;
  const stays = [
    apps.length > 0 && (apps.length === 1 ? `Your app ${apps[0]?.name} stays` : `Your ${apps.length} apps stay`),
    openRequests.length > 0 && `what you asked for stays with its app`,
  ].filter(Boolean);
  return (
    <Card>
      <ActionForm action={leaveOrganizationAction}>
        <ul className="grid list-disc gap-1.5 pl-5 text-ink-muted">
          <li>You no longer see the apps, keys, teams and people of {person.organization.name}.</li>
          <li>
            {stays.length > 0
              ? `${stays.join(', and ')}, with a colleague. Keys go on working.`
              : 'You own no app here, so nothing changes hands.'}
          </li>
        </ul>
        {apps.length > 0 && (
          <Field name="toUserId" label="Who takes over">
            <Select
              defaultValue={heirs[0]?.id ?? ''}
              options={heirs.map(({ id, name, role }) => ({
                value: id,
                label: role === 'super_admin' ? `${name} (super admin)` : name,
              }))}
            />
          </Field>
        )}
        <div className="flex flex-wrap gap-3">
          <SubmitButton variant="danger">Leave {person.organization.name}</SubmitButton>
          <ButtonLink href="/organization">Cancel</ButtonLink>
        </div>
      </ActionForm>
    </Card>
  );
}
