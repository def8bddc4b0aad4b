import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { Textarea } from '@/components/ui/textarea';
import type { OrganizationDetail } from '@/core/organizations/get-organization';
import {
  deleteOrganizationAction,
  endOrganizationKeysAction,
  resumeOrganizationAction,
  suspendOrganizationAction,
} from '../actions';

/** What admins do with an organization as a whole; never with the default one. */
export function OrganizationActs({ organization, mayRun }: { organization: OrganizationDetail; mayRun: boolean }) {
  const { status, isDefault } = organization;
  if (!mayRun || isDefault || status === 'pending' || status === 'closed') return null;
  return (
    <>
      {status === 'active' && <SuspendDialog organization={organization} />}
      {status === 'suspended' && <ResumeDialog organization={organization} />}
      {organization.liveKeys > 0 && <EndKeysDialog organization={organization} />}
      <DeleteDialog organization={organization} />
    </>
  );
}

function SuspendDialog({ organization: { id, name, members, liveKeys } }: { organization: OrganizationDetail }) {
  return (
    <ConfirmDialog
      trigger="Suspend"
      title={`Suspend ${name}?`}
      consequences={[
        `${people(members)} cannot use the portal until you resume it; their sessions end at once.`,
        liveKeys === 0
          ? 'It has no live key.'
          : `The gateway refuses ${keys(liveKeys)}. Resuming brings exactly those back.`,
        'Its requests wait. Its super admins and its security contact are told why.',
      ]}
      action={suspendOrganizationAction}
      hidden={{ organizationId: id }}
    >
      <Field name="reason" label="Reason" hint="Its people read it.">
        <Textarea rows={3} maxLength={1000} />
      </Field>
    </ConfirmDialog>
  );
}

function ResumeDialog({ organization: { id, name } }: { organization: OrganizationDetail }) {
  return (
    <ConfirmDialog
      trigger="Resume"
      triggerVariant="primary"
      confirmVariant="primary"
      title={`Resume ${name}?`}
      consequences={[
        'Its people can use the portal again.',
        'The keys that the suspension stopped work again; those that were suspended one by one stay so.',
      ]}
      action={resumeOrganizationAction}
      hidden={{ organizationId: id }}
    />
  );
}

function EndKeysDialog({ organization: { id, name, liveKeys } }: { organization: OrganizationDetail }) {
  return (
    <ConfirmDialog
      trigger="End all keys"
      title={`End all keys of ${name}?`}
      consequences={[
        `The gateway refuses ${keys(liveKeys)} from now on, those of personal apps too. They cannot come back.`,
        'Its people can go on using the portal, and ask for access again.',
        'Whoever made a key is told when its end is proven.',
      ]}
      typeName={name}
      action={endOrganizationKeysAction}
      hidden={{ organizationId: id }}
    />
  );
}

function DeleteDialog({ organization: { id, name, ...has } }: { organization: OrganizationDetail }) {
  return (
    <ConfirmDialog
      trigger="Delete"
      title={`Delete ${name}?`}
      consequences={[
        `${people(has.members)}, ${has.apps} ${has.apps === 1 ? 'app' : 'apps'} and ${keys(has.liveKeys)} are concerned.`,
        'Its invitations, invite codes, domains and contacts end, and its name is free again.',
        'Its people and its contacts are told. This cannot be taken back.',
      ]}
      typeName={name}
      action={deleteOrganizationAction}
      hidden={{ organizationId: id }}
    >
      <RadioGroup name="apps" label="Its apps" defaultValue="end_keys">
        <Radio value="end_keys" label="End them: all keys are revoked" />
        <Radio
          value="follow_owners"
          label="Let them follow their owners, as personal apps"
          hint="Their keys go on working. Apps whose owner is gone or deactivated end."
        />
      </RadioGroup>
      <RadioGroup name="members" label="Its people" defaultValue="default">
        <Radio value="default" label="Return to the default organization" />
        <Radio value="deactivate" label="Deactivate them" hint="Their sessions end, and they cannot log in." />
      </RadioGroup>
    </ConfirmDialog>
  );
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

function keys(count: number): string {
  return count === 1 ? '1 live key' : `${count} live keys`;
}
