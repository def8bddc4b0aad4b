import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { PageHeader } from '@/components/ui/page-header';
import { Steps } from '@/components/ui/steps';
import { Time } from '@/components/ui/time';
import type { OrganizationWish } from '@/core/organizations/get-organization-request';
import { withdrawOrganizationRequestAction } from './actions';

type Request = NonNullable<OrganizationWish['request']>;

/** A request that nobody has decided: since when, what happens next, and how to take it back. */
export function PendingRequest({ request, now }: { request: Request; now: Date }) {
  const { id, name, purpose, askedAt } = request;
  return (
    <>
      <PageHeader
        title={`${name} waits for approval`}
        description="You can go on as before. Nobody can be invited until it is approved."
        actions={
          <ConfirmDialog
            trigger="Withdraw request"
            title={`Withdraw the request for ${name}?`}
            consequences={['The admins no longer see it.', 'You can ask again at any time.']}
            action={withdrawOrganizationRequestAction}
            hidden={{ organizationId: id }}
          />
        }
      />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-2">
        <Card title="What happens next">
          <Steps
            label="Where it stands"
            steps={[
              { title: 'You asked for it', state: 'done', about: <Time value={askedAt} now={now} /> },
              {
                title: 'An admin looks at your request',
                state: 'current',
                about: (
                  <>
                    Waiting since <Time value={askedAt} now={now} format="moment" />.
                  </>
                ),
              },
              {
                title: 'You get a mail with the answer',
                state: 'todo',
                about: 'When it is approved, you are its super admin, and your apps and keys are its apps and keys.',
              },
              { title: 'You invite your teammates', state: 'todo' },
            ]}
          />
        </Card>
        {purpose && (
          <Card title="What you wrote">
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">{purpose}</p>
          </Card>
        )}
      </div>
    </>
  );
}
