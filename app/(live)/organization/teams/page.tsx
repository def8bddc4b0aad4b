import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { ActionForm } from '@/components/ui/action-form';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PageHeader } from '@/components/ui/page-header';
import { SubmitButton } from '@/components/ui/submit-button';
import { listTeams, type TeamLine } from '@/core/teams/list-teams';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { OrganizationTabs } from '../organization-tabs';
import { createTeamAction } from './actions';

export const metadata: Metadata = { title: 'Teams' };

export default async function TeamsPage() {
  const ctx = await requireDeveloper('/organization/teams');
  if (ctx.actor.organization.isDefault) redirect('/organization');
  const { organizationId, organizationName, mayManage, teams } = await orNotFound(listTeams(ctx));
  return (
    <>
      <PageHeader
        crumbs={[{ href: '/organization', label: organizationName }]}
        title="Teams"
        description="Apps can be shared with a team, and some catalogs are offered to certain teams only."
        actions={mayManage && <CreateTeam organizationId={organizationId} />}
      />
      <div className="mt-6 grid gap-8">
        <OrganizationTabs />
        <ul className="grid gap-4 lg:grid-cols-2">
          {teams.map((team) => (
            <li key={team.id}>
              <TeamCard team={team} mayManage={mayManage} />
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function CreateTeam({ organizationId }: { organizationId: string }) {
  return (
    <Dialog
      trigger="Create team"
      triggerVariant="primary"
      title="Create team"
      description="You choose its members on the next page."
    >
      <ActionForm action={createTeamAction} hidden={{ organizationId }}>
        <Field name="name" label="Team name">
          <Input maxLength={120} autoComplete="off" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel />
          <SubmitButton>Create team</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

function TeamCard({ team, mayManage }: { team: TeamLine; mayManage: boolean }) {
  const { id, name, isDefault, memberCount, members } = team;
  const more = memberCount - members.length;
  return (
    <Card
      className="h-full"
      title={
        <span className="flex flex-wrap items-center gap-2">
          <Link href={`/organization/teams/${id}`} className="link [overflow-wrap:anywhere]">
            {name}
          </Link>
          {isDefault && <Badge>Default</Badge>}
        </span>
      }
      description={memberCount === 1 ? '1 person' : `${memberCount} people`}
      actions={
        mayManage && (
          <ButtonLink href={`/organization/teams/${id}`} size="sm" aria-label={`Manage team ${name}`}>
            Manage
          </ButtonLink>
        )
      }
    >
      {members.length === 0 ? (
        <p className="text-ink-muted text-sm">Nobody is in it yet.</p>
      ) : (
        <ul className="grid gap-1.5 text-sm sm:grid-cols-2">
          {members.map((member) => (
            <li key={member.id} className="grid min-w-0 [overflow-wrap:anywhere]">
              {member.name}
              {member.email && <span className="text-ink-muted text-xs">{member.email}</span>}
            </li>
          ))}
          {more > 0 && (
            <li>
              <Link href={`/organization/teams/${id}`} className="link">
                and {more} more
              </Link>
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}
