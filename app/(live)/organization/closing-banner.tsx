import { ActionForm } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { SubmitButton } from '@/components/ui/submit-button';
import { Time } from '@/components/ui/time';
import type { OrganizationHome } from '@/core/organizations/get-organization-home';
import { cancelClosingAction } from './actions';

/** Tells everybody that the organization is about to close, and lets its super admins change their mind. */
export function ClosingBanner({ organization, now }: { organization: OrganizationHome; now: Date }) {
  const { id, name, closesAt, mayClose } = organization;
  if (!closesAt) return null;
  return (
    <Alert
      tone="danger"
      title={
        <>
          {name} closes on <Time value={closesAt} now={now} format="moment" />
        </>
      }
      actions={
        mayClose && (
          <ActionForm action={cancelClosingAction} hidden={{ organizationId: id }} summary={false}>
            <SubmitButton variant="secondary" size="sm">
              Cancel closing
            </SubmitButton>
          </ActionForm>
        )
      }
    >
      Then its apps end, their keys stop working, and its people are on their own again. Until then everything works.
    </Alert>
  );
}
