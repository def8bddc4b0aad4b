import { Group } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { can } from '@/core/policy';
import { type AnyTeamLine, listAllTeams } from '@/core/teams/list-all-teams';
import { listTeamOrganizations } from '@/core/teams/list-team-organizations';
import { requireAdmin } from '@/server/context';
import { cursor } from '@/server/list-cursor';
import { addressWith } from '../address-with';

export const metadata: Metadata = { title: 'Teams' };

const filters = z.object({
  q: z.string().max(200).catch(''),
  organization: z.string().max(40).catch(''),
  after: cursor,
  before: cursor,
});

export default async function TeamsPage({ searchParams }: PageProps<'/admin/teams'>) {
  const ctx = await requireAdmin('/admin/teams');
  const { q, organization, after, before } = filters.parse(await searchParams);
  const page = await listAllTeams(ctx, { search: q, organizationId: organization, after, before });
  const organizations = await listTeamOrganizations(ctx);
  const chosen = { q, organization };
  const isFiltered = q !== '' || organization !== '';
  const newHref = addressWith('/admin/teams/new', { organization });
  return (
    <>
      <PageHeader
        title="Teams"
        description="Groups inside organizations, the newest first. Every organization has its default team."
        actions={
          can(ctx.actor, 'team.manage') && (
            <ButtonLink href={newHref} variant="primary">
              Create team
            </ButtonLink>
          )
        }
      />
      <div className="mt-4 grid gap-4">
        <FilterBar
          action="/admin/teams"
          search={{ label: 'Search by team or organization', placeholder: 'Search teams', value: q }}
          filters={[
            {
              name: 'organization',
              label: 'Organization',
              value: organization,
              options: [
                { value: '', label: 'Every organization' },
                ...organizations.map(({ id, name }) => ({ value: id, label: name })),
              ],
            },
          ]}
          resetHref={isFiltered ? '/admin/teams' : undefined}
        />
        {page.rows.length === 0 ? (
          <EmptyState
            icon={<Group aria-hidden="true" />}
            title="No team matches"
            description="Change the search or the organization."
          />
        ) : (
          <TeamsTable teams={page.rows} now={ctx.now()} />
        )}
        <Pagination
          previousHref={page.before ? addressWith('/admin/teams', { ...chosen, before: page.before }) : null}
          nextHref={page.after ? addressWith('/admin/teams', { ...chosen, after: page.after }) : null}
        />
      </div>
    </>
  );
}

function TeamsTable({ teams, now }: { teams: readonly AnyTeamLine[]; now: Date }) {
  return (
    <Table label="Teams">
      <THead>
        <TH>Team</TH>
        <TH>Organization</TH>
        <TH align="end">Members</TH>
        <TH align="end" hideBelow="md">
          Shared apps
        </TH>
        <TH hideBelow="md">Created</TH>
      </THead>
      <TBody>
        {teams.map((team) => (
          <TRow key={team.id}>
            <TCell rowHeader>
              <span className="flex flex-wrap items-center gap-2">
                <Link href={`/admin/teams/${team.id}`} className="link [overflow-wrap:anywhere]">
                  {team.name}
                </Link>
                {team.isDefault && <Badge>Default</Badge>}
              </span>
            </TCell>
            <TCell>
              <Link href={`/admin/organizations/${team.organization.id}`} className="link [overflow-wrap:anywhere]">
                {team.organization.name}
              </Link>
            </TCell>
            <TCell align="end">{team.memberCount}</TCell>
            <TCell align="end" hideBelow="md">
              {team.sharedApps}
            </TCell>
            <TCell hideBelow="md">
              <Time value={team.createdAt} now={now} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
