import { Building2 } from 'lucide-react';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { getOrganizationRequest, type OrganizationWish } from '@/core/organizations/get-organization-request';
import { requireDeveloper } from '@/server/context';
import { FoundingForm } from './founding-form';
import { PendingRequest } from './pending-request';

const TITLE = 'Create an organization';

export const metadata: Metadata = { title: TITLE };

export default async function NewOrganizationPage() {
  const ctx = await requireDeveloper('/organization/new');
  if (!ctx.actor.organization.isDefault) redirect('/organization');
  const wish = await getOrganizationRequest(ctx);
  if (wish.request?.status === 'pending') return <PendingRequest request={wish.request} now={ctx.now()} />;
  return (
    <>
      <PageHeader title={TITLE} description="Work on apps and keys together with your teammates." />
      <div className="mt-6">{wish.mayAsk ? <Asking wish={wish} /> : <NotHere />}</div>
    </>
  );
}

function Asking({ wish: { request, isAutomatic } }: { wish: OrganizationWish }) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
      <div className="grid gap-6">
        {request && (
          <Alert tone="warning" title={`${request.name} was not approved`}>
            <p className="whitespace-pre-line [overflow-wrap:anywhere]">{request.reason}</p>
            <p className="mt-1">You can change what you wrote and try again.</p>
          </Alert>
        )}
        <Card>
          <FoundingForm isAutomatic={isAutomatic} earlier={request} />
        </Card>
      </div>
      <Card title="What changes for you">
        <ul className="grid list-disc gap-2 pl-5 text-ink-muted">
          {!isAutomatic && <li>An admin of this portal looks at your request first. Until then nothing changes.</li>}
          <li>You become its super admin: you invite people, and say who may do what.</li>
          <li>
            Your apps come along, and your teammates can use them with their keys. You can make one personal again.
          </li>
          <li>Your keys go on working all the time.</li>
        </ul>
      </Card>
    </div>
  );
}

function NotHere() {
  return (
    <EmptyState
      icon={<Building2 aria-hidden="true" />}
      title="Organizations are made by the admins of this portal"
      description="Ask them for one. Your own apps and keys work without it."
      action={<ButtonLink href="/apps">Go to my apps</ButtonLink>}
    />
  );
}
