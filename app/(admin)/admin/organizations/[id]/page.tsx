import type { Metadata } from 'next';
import { Badge } from '@/components/ui/badge';
import { PageHeader } from '@/components/ui/page-header';
import { listHistory } from '@/core/audit/list-history';
import { listReasons } from '@/core/decision-reasons/list-reasons';
import { getOrganization } from '@/core/organizations/get-organization';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { OrganizationStatusBadge } from '../organization-status';
import { ORGANIZATIONS_PATH } from '../organizations-query';
import { DecisionCard } from './decision-card';
import { DomainsCard } from './domains-card';
import { MembersCard } from './members-card';
import { OrganizationActs } from './organization-acts';
import { Contacts, History, Overview, TeamsCard } from './panels';
import { RenameCard } from './rename-card';
import { SuperAdminCard } from './super-admin-card';

export const metadata: Metadata = { title: 'Organization' };

export default async function OrganizationPage({ params }: PageProps<'/admin/organizations/[id]'>) {
  const { id } = await params;
  const ctx = await requireAdmin(`${ORGANIZATIONS_PATH}/${id}`);
  const organization = await orNotFound(getOrganization(ctx, id));
  const history = await listHistory(ctx, { subjects: [{ kind: 'organization', id }] });
  const reasons = organization.status === 'pending' ? await listReasons(ctx, { kind: 'decline' }) : [];
  const now = ctx.now();
  const mayChange = can(ctx.actor, 'organization.change');
  const isOpen = organization.status === 'active' || organization.status === 'suspended';
  return (
    <>
      <PageHeader
        crumbs={[{ href: ORGANIZATIONS_PATH, label: 'Organizations' }]}
        title={organization.name}
        badge={
          <>
            <OrganizationStatusBadge status={organization.status} />
            {organization.isDefault && <Badge>Default</Badge>}
          </>
        }
        actions={<OrganizationActs organization={organization} mayRun={can(ctx.actor, 'organization.suspend')} />}
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-4">
          {organization.status === 'pending' && (
            <DecisionCard
              organization={organization}
              mayDecide={can(ctx.actor, 'organization.decide')}
              reasons={reasons}
              now={now}
            />
          )}
          {isOpen && !organization.isDefault && organization.activeSuperAdmins === 0 && (
            <SuperAdminCard organization={organization} mayName={can(ctx.actor, 'user.change')} />
          )}
          {organization.status !== 'pending' && <Overview organization={organization} now={now} />}
          {isOpen && <MembersCard organization={organization} mayAdd={can(ctx.actor, 'user.create')} />}
          {isOpen && <TeamsCard organization={organization} mayChange={can(ctx.actor, 'team.manage')} />}
        </div>
        <div className="grid gap-4">
          {mayChange && (isOpen || organization.status === 'pending') && (
            <RenameCard id={organization.id} name={organization.name} />
          )}
          {isOpen && !organization.isDefault && (
            <>
              <DomainsCard
                id={organization.id}
                domains={organization.domains}
                mayChange={can(ctx.actor, 'organization.domains')}
              />
              <Contacts contacts={organization.contacts} />
            </>
          )}
          <History of={{ kind: 'organization', id: organization.id }} entries={history} now={now} />
        </div>
      </div>
    </>
  );
}
