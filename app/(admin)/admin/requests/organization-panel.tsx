import { ActionForm } from '@/components/ui/action-form';
import { Facts } from '@/components/ui/facts';
import { SubmitButton } from '@/components/ui/submit-button';
import { getOrganization, type OrganizationDetail } from '@/core/organizations/get-organization';
import { can } from '@/core/policy';
import { approveOrganizationAction, rejectOrganizationAction } from '../organizations/actions';
import { OrganizationStatusBadge } from '../organizations/organization-status';
import { PersonLink } from '../person-link';
import { DeclineForm } from './decline-form';
import { findOrNull } from './find-or-null';
import { PanelFrame, PanelPart, type PanelProps } from './panel-frame';

/** Everything to decide an organization by: what it is for, and who would run it. */
export async function OrganizationPanel({ ctx, id, closeHref, tools }: PanelProps) {
  const organization = await findOrNull(getOrganization(ctx, id));
  if (!organization) return null;
  const hidden = { organizationId: id };
  const waits = organization.status === 'pending';
  return (
    <PanelFrame
      matter={{ kind: 'organization', id }}
      title={organization.name}
      since={organization.createdAt}
      now={ctx.now()}
      lateAfterDays={tools.lateAfterDays}
      state={waits ? null : <OrganizationStatusBadge status={organization.status} />}
      closeHref={closeHref}
    >
      {waits && can(ctx.actor, 'organization.decide') && (
        <div className="grid gap-4">
          <ActionForm action={approveOrganizationAction} hidden={hidden}>
            <div>
              <SubmitButton>Approve</SubmitButton>
            </div>
          </ActionForm>
          <DeclineForm action={rejectOrganizationAction} hidden={hidden} reasons={tools.reasons} />
        </div>
      )}
      <PanelPart title="What it is for">
        <p className="whitespace-pre-line text-sm [overflow-wrap:anywhere]">{organization.purpose || 'Not said.'}</p>
      </PanelPart>
      <PanelPart title="Who would run it">
        <Requester organization={organization} />
      </PanelPart>
    </PanelFrame>
  );
}

function Requester({ organization: { requester } }: { organization: OrganizationDetail }) {
  if (!requester || requester.isDeleted) return <p className="text-sm">Whoever asked has no account any more.</p>;
  return (
    <Facts
      facts={[
        {
          label: 'Developer',
          value: <PersonLink person={requester} gone="Somebody who has left" />,
        },
        requester.status !== 'active' && { label: 'Account', value: 'Not active: activate it first' },
        !requester.isInDefault && { label: 'Belongs to', value: requester.organizationName },
        { label: 'Apps', value: requester.apps === 0 ? 'None' : `${requester.apps}, which come along` },
      ]}
    />
  );
}
