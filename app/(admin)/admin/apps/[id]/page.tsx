import type { Metadata } from 'next';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Facts } from '@/components/ui/facts';
import { PageHeader, SectionHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { type AppDetail, getApp } from '@/core/apps/get-app';
import { listHistory } from '@/core/audit/list-history';
import { listCredentials } from '@/core/credentials/list-credentials';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { PersonLink } from '../../person-link';
import { RequestList } from '../../request-list';
import { History } from '../../requests/[id]/panels';
import { DeleteAppDialog, EditAppDialog } from './change-dialogs';
import { CredentialTable } from './credential-table';
import { EndAllDialog } from './end-all-dialog';

export const metadata: Metadata = { title: 'App' };

export default async function AdminAppPage({ params }: PageProps<'/admin/apps/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`/admin/apps/${id}`);
  const app = await orNotFound(getApp(ctx, { appId: id }));
  const keys = await listCredentials(ctx, { appId: app.id });
  const history = await listHistory(ctx, { subjects: [{ kind: 'app', id: app.id }] });
  const now = ctx.now();
  const endable = keys.filter(({ status }) => status !== 'revoking' && status !== 'revoked').length;
  const resource = { ...app, organizationId: app.organization.id, ownerId: app.owner?.id ?? null };
  const mayEndAll = app.deletedAt === null && can(ctx.actor, 'credential.end_all', resource);
  const mayAttach = app.deletedAt === null && can(ctx.actor, 'credential.import', resource);
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/apps', label: 'Apps' }]}
        title={app.name}
        {...(app.description && { description: app.description })}
        actions={
          <>
            <ButtonLink href={`/admin/usage?app=${app.id}`}>Usage</ButtonLink>
            {app.mayChange && <EditAppDialog app={app} />}
            {app.mayDelete && <DeleteAppDialog app={app} keys={endable} />}
          </>
        }
      />
      <div className="mt-4 grid gap-4">
        {app.deletedAt && (
          <Alert tone="warning" title="This app was deleted">
            <Time value={app.deletedAt} now={now} />. Its people no longer see it. It stays here for its history, and
            while its keys end.
          </Alert>
        )}
        <section className="grid gap-3">
          <SectionHeader
            title="Keys"
            actions={
              <>
                {mayAttach && <ButtonLink href={`/admin/apps/${app.id}/attach`}>Attach a key</ButtonLink>}
                {endable > 1 && mayEndAll && <EndAllDialog app={app} count={endable} />}
              </>
            }
          />
          {keys.length > 0 ? (
            <CredentialTable credentials={keys} actor={ctx.actor} now={now} />
          ) : (
            <EmptyState title="No key yet" description="An approved request gives the app its key." />
          )}
        </section>
        <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
          <Requests app={app} now={now} />
          <div className="grid gap-4">
            <About app={app} now={now} />
            {history.length > 0 && <History of={{ kind: 'app', id: app.id }} entries={history} now={now} />}
          </div>
        </div>
      </div>
    </>
  );
}

function Requests({ app, now }: { app: AppDetail; now: Date }) {
  return (
    <Card title="Requests">
      {app.requests.length === 0 ? (
        <p className="text-ink-muted">None.</p>
      ) : (
        <RequestList
          requests={app.requests.map((request) => ({
            ...request,
            title: request.productNames,
            about: request.planName,
          }))}
          now={now}
        />
      )}
    </Card>
  );
}

const SHARED = { personal: 'Its owner', team: 'A team', organization: 'The whole organization' } as const;

function About({ app, now }: { app: AppDetail; now: Date }) {
  const { owner, organization } = app;
  return (
    <Card title="About">
      <Facts
        facts={[
          {
            label: 'Owner',
            value: <PersonLink person={owner} gone="Nobody any more" />,
          },
          { label: 'Organization', value: organization.isDefault ? 'None' : organization.name },
          { label: 'Used by', value: app.teamName ? `Team ${app.teamName}` : SHARED[app.visibility] },
          { label: 'Created', value: <Time value={app.createdAt} now={now} /> },
          app.confirmedAt && { label: 'Confirmed as needed', value: <Time value={app.confirmedAt} now={now} /> },
          app.reviewAskedAt && {
            label: 'Asked whether it is needed',
            value: <Time value={app.reviewAskedAt} now={now} />,
          },
        ]}
      />
    </Card>
  );
}
