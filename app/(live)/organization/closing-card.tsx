import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SectionHeader } from '@/components/ui/page-header';
import type { OrganizationHome } from '@/core/organizations/get-organization-home';
import { requestClosingAction } from './actions';

/** For super admins: take the data away, and close the organization, with what that means. */
export function ClosingCard({ organization }: { organization: OrganizationHome }) {
  const { name, closesAt } = organization;
  return (
    <section aria-labelledby="closing" className="grid gap-4">
      <SectionHeader id="closing" title="Data and closing" />
      <Card>
        <div className="grid gap-6">
          <div className="flex flex-wrap items-center justify-between gap-4">
            <div className="grid min-w-0 flex-1 basis-72 gap-0.5">
              <h3 className="font-medium">Download the data of {name}</h3>
              <p className="text-ink-muted text-sm">
                Teams, people, shared apps, requests and history as JSON. No keys. The download is recorded.
              </p>
            </div>
            {/* A plain link: Next would fetch the file in advance, and record it. */}
            <a href="/organization/export" download className={buttonClass({ variant: 'secondary' })}>
              Download data
            </a>
          </div>
          {!closesAt && <Closing organization={organization} />}
        </div>
      </Card>
    </section>
  );
}

function Closing({ organization }: { organization: OrganizationHome }) {
  const { id, name, closeDays } = organization;
  const effects = effectsOf(organization);
  return (
    <div className="flex flex-wrap items-center justify-between gap-4 border-line border-t pt-6">
      <div className="grid min-w-0 flex-1 basis-72 gap-0.5">
        <h3 className="font-medium">Close {name}</h3>
        <p className="text-ink-muted text-sm">{effects.join(' ')}</p>
      </div>
      <ConfirmDialog
        trigger="Close organization"
        title={`Close ${name}?`}
        consequences={[...effects, whenOf(closeDays)]}
        typeName={name}
        action={requestClosingAction}
        hidden={{ organizationId: id }}
      />
    </div>
  );
}

function effectsOf({ members, apps, liveKeys, waiting }: OrganizationHome): string[] {
  return [
    members === 1
      ? 'You are on your own again, in the default organization.'
      : `${members} people are on their own again, in the default organization, and are told.`,
    apps === 0 ? 'There are no apps to end.' : `${apps === 1 ? '1 app ends' : `${apps} apps end`}, personal ones too.`,
    liveKeys === 0
      ? 'No key stops working.'
      : `${liveKeys === 1 ? '1 key stops' : `${liveKeys} keys stop`} working, for good.`,
    ...(waiting.invitations > 0 ? ['Open invitations end.'] : []),
  ];
}

function whenOf(days: number): string {
  if (days === 0) return 'It happens at once and cannot be taken back.';
  return `It happens in ${days === 1 ? '1 day' : `${days} days`}. Until then any super admin can cancel it.`;
}
