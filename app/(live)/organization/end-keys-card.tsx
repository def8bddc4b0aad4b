import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SectionHeader } from '@/components/ui/page-header';
import type { OrganizationHome } from '@/core/organizations/get-organization-home';
import { endAllOurKeysAction } from './actions';

/** For super admins, for the day on which nobody knows what leaked. */
export function EndKeysCard({ organization: { id, name, liveKeys } }: { organization: OrganizationHome }) {
  const keys = liveKeys === 1 ? '1 key stops' : `${liveKeys} keys stop`;
  return (
    <section aria-labelledby="emergency" className="grid gap-4">
      <SectionHeader id="emergency" title="Emergency" />
      <Card>
        <div className="flex flex-wrap items-center justify-between gap-4">
          <div className="grid min-w-0 flex-1 basis-72 gap-0.5">
            <h3 className="font-medium">End all our keys</h3>
            <p className="text-ink-muted text-sm">
              {liveKeys === 0
                ? 'No key of the organization works now.'
                : `${keys} working at once, those of personal apps too. Apps and requests stay.`}
            </p>
          </div>
          {liveKeys > 0 && (
            <ConfirmDialog
              trigger="End all our keys"
              title={`End all keys of ${name}?`}
              consequences={[
                `${keys} working, for good. Every program that uses one is refused.`,
                'Keys that wait to be generated cannot be generated any more.',
                'To go on, people ask for access again. Their requests and apps stay.',
              ]}
              typeName={name}
              action={endAllOurKeysAction}
              hidden={{ organizationId: id }}
            />
          )}
        </div>
      </Card>
    </section>
  );
}
