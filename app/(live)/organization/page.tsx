import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Stat } from '@/components/ui/stat';
import { getProspects } from '@/core/join-requests/get-prospects';
import { listJoinRequests } from '@/core/join-requests/list-join-requests';
import { getOrganizationHome, type OrganizationHome } from '@/core/organizations/get-organization-home';
import { listOrganizationEvents } from '@/core/organizations/list-organization-events';
import { requireDeveloper } from '@/server/context';
import { AboutOrganization } from './about-organization';
import { ClosingBanner } from './closing-banner';
import { ClosingCard } from './closing-card';
import { EndKeysCard } from './end-keys-card';
import { FirstSteps } from './first-steps';
import { HistoryCard } from './history-card';
import { JoinRequests } from './join-requests';
import { LeaveCard } from './leave-card';
import { OrganizationSettings } from './organization-settings';
import { OrganizationTabs } from './organization-tabs';
import { WaitingHall } from './waiting-hall';

export const metadata: Metadata = { title: 'Organization' };

export default async function OrganizationPage() {
  const ctx = await requireDeveloper('/organization');
  const { actor } = ctx;
  const now = ctx.now();
  if (actor.organization.isDefault) {
    const prospects = await getProspects(ctx);
    if (!prospects) notFound();
    return <WaitingHall prospects={prospects} now={now} />;
  }
  const organization = await getOrganizationHome(ctx);
  const history = await listOrganizationEvents(ctx, { limit: 8 });
  const joinRequests = organization.waiting.joinRequests > 0 ? await listJoinRequests(ctx) : [];
  const { name, mayChange, mayClose } = organization;
  return (
    <>
      <PageHeader
        title={name}
        badge={<Badge>{actor.role === 'super_admin' ? 'You are a super admin' : 'You are a team member'}</Badge>}
        actions={
          mayChange && (
            <ButtonLink href="/organization/users" variant="primary">
              Invite teammates
            </ButtonLink>
          )
        }
      />
      <div className="mt-6 grid gap-8">
        <OrganizationTabs />
        <ClosingBanner organization={organization} now={now} />
        <JoinRequests requests={joinRequests} now={now} />
        {mayChange && organization.members === 1 && <FirstSteps organization={organization} />}
        <Figures organization={organization} />
        <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
          <AboutOrganization organization={organization} now={now} />
          <HistoryCard events={history} now={now} />
        </div>
        {mayChange && <OrganizationSettings organization={organization} />}
        {organization.mayEndKeys && <EndKeysCard organization={organization} />}
        <LeaveCard organizationName={name} />
        {mayClose && <ClosingCard organization={organization} />}
      </div>
    </>
  );
}

function Figures({ organization }: { organization: OrganizationHome }) {
  const { members, teams, apps, liveKeys, waiting } = organization;
  const invited = waiting.invitations;
  return (
    <section aria-label="Figures" className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <Stat
        label={members === 1 ? 'Person' : 'People'}
        value={members}
        href="/organization/users"
        {...(invited > 0 && { hint: `${invited} ${invited === 1 ? 'invitation waits' : 'invitations wait'}` })}
      />
      <Stat label={teams === 1 ? 'Team' : 'Teams'} value={teams} href="/organization/teams" />
      <Stat label={apps === 1 ? 'App' : 'Apps'} value={apps} href="/apps" />
      <Stat label={liveKeys === 1 ? 'Live key' : 'Live keys'} value={liveKeys} />
    </section>
  );
}
