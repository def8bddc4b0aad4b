import type { Metadata } from 'next';
import { z } from 'zod';
import { DeleteTeam, teamEffects } from '@/components/teams/delete-team';
import { TeamMembersCard } from '@/components/teams/team-members-card';
import { TeamNameForm } from '@/components/teams/team-name-form';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getTeam, type TeamDetail } from '@/core/teams/get-team';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { OrganizationTabs } from '../../organization-tabs';
import { deleteTeamAction, renameTeamAction, setTeamMembersAction } from '../actions';

export const metadata: Metadata = { title: 'Team' };

const filters = z.object({ q: z.string().max(200).catch('') });

export default async function TeamPage({ params, searchParams }: PageProps<'/organization/teams/[id]'>) {
  const { id } = await params;
  const path = `/organization/teams/${id}`;
  const ctx = await requireDeveloper(path);
  const { q } = filters.parse(await searchParams);
  const team = await orNotFound(getTeam(ctx, { teamId: id, search: q }));
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/organization', label: team.organization.name },
          { href: '/organization/teams', label: 'Teams' },
        ]}
        title={team.name}
        badge={team.isDefault && <Badge>Default</Badge>}
        {...(team.isDefault && { description: 'Everybody who is in no other team is in this one.' })}
      />
      <div className="mt-6 grid gap-8">
        <OrganizationTabs />
        <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
          <TeamMembersCard team={team} path={path} search={q} action={setTeamMembersAction} />
          {team.mayManage && <Management team={team} />}
        </div>
      </div>
    </>
  );
}

function Management({ team }: { team: TeamDetail }) {
  return (
    <div className="grid gap-6">
      <Card title="Name">
        <TeamNameForm teamId={team.id} name={team.name} action={renameTeamAction} />
      </Card>
      {!team.isDefault && (
        <Card title="Delete this team">
          <div className="grid justify-items-start gap-4">
            <p className="text-ink-muted">{teamEffects(team).join(' ')}</p>
            <DeleteTeam team={team} action={deleteTeamAction} />
          </div>
        </Card>
      )}
    </div>
  );
}
