import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { DeleteTeam, teamEffects } from '@/components/teams/delete-team';
import { TeamMembersCard } from '@/components/teams/team-members-card';
import { TeamNameForm } from '@/components/teams/team-name-form';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { can } from '@/core/policy';
import { getTeam } from '@/core/teams/get-team';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { TimelineLink } from '../../timeline-link';
import { ViewAsForm } from '../../view-as/view-as-form';
import { deleteTeamAction, renameTeamAction, setTeamMembersAction } from '../actions';

export const metadata: Metadata = { title: 'Team' };

const filters = z.object({ q: z.string().max(200).catch('') });

export default async function TeamPage({ params, searchParams }: PageProps<'/admin/teams/[id]'>) {
  const { id } = await params;
  const path = `/admin/teams/${id}`;
  const ctx = await requireAdmin(path);
  const { q } = filters.parse(await searchParams);
  const team = await orNotFound(getTeam(ctx, { teamId: id, search: q }));
  const { organization, effects } = team;
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/admin/teams', label: 'Teams' }]}
        title={team.name}
        badge={team.isDefault && <Badge>Default</Badge>}
        {...(team.isDefault && { description: 'Everybody who is in no other team is in this one. It stays.' })}
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <TeamMembersCard team={team} path={path} search={q} action={setTeamMembersAction} />
        <div className="grid gap-4">
          <Card title="About the team">
            <Facts
              facts={[
                {
                  label: 'Organization',
                  value: (
                    <Link href={`/admin/organizations/${organization.id}`} className="link">
                      {organization.name}
                    </Link>
                  ),
                },
                { label: 'Shared apps', value: effects.sharedApps },
                { label: 'Catalogs offered to it', value: effects.catalogs },
                { label: 'Active invite codes', value: effects.inviteCodes },
                { label: 'History', value: <TimelineLink kind="team" id={team.id} className="link" /> },
              ]}
            />
          </Card>
          {can(ctx.actor, 'offer.view_as') && (
            <Card title="What is offered to it" description="The catalogs and products that its members see.">
              <ViewAsForm viewed={{ kind: 'team', id: team.id }} label="View the portal as this team" />
            </Card>
          )}
          {team.mayManage && (
            <Card title="Name">
              <TeamNameForm teamId={team.id} name={team.name} action={renameTeamAction} />
            </Card>
          )}
          {team.mayManage && !team.isDefault && (
            <Card title="Delete this team">
              <div className="grid justify-items-start gap-3">
                <p className="text-ink-muted">{teamEffects(team).join(' ')}</p>
                <DeleteTeam team={team} action={deleteTeamAction} />
              </div>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
