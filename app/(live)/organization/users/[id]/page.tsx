import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { PageHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { getMember, type MemberDetail } from '@/core/members/get-member';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { MemberState } from '../member-table';
import { MemberForm } from './member-form';

export const metadata: Metadata = { title: 'Member' };

export default async function MemberPage({ params }: PageProps<'/organization/users/[id]'>) {
  const { id } = await params;
  const ctx = await requireDeveloper(`/organization/users/${id}`);
  const member = await orNotFound(getMember(ctx, { userId: id }));
  const { organization, userId } = ctx.actor;
  const name = `${member.firstName} ${member.lastName}`;
  return (
    <>
      <PageHeader
        crumbs={[
          { href: '/organization', label: organization.name },
          { href: '/organization/users', label: 'Users' },
        ]}
        title={name}
        badge={<MemberState member={member} />}
      />
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <Card title="Name, role and teams" description="Counts from their next click, also where they are logged in.">
          <MemberForm member={member} />
        </Card>
        <div className="grid gap-6">
          <AboutMember member={member} now={ctx.now()} />
          {id === userId ? <LeaveCard /> : <RemoveCard member={member} name={name} />}
        </div>
      </div>
    </>
  );
}

function AboutMember({ member, now }: { member: MemberDetail; now: Date }) {
  return (
    <Card title="About">
      <Facts
        facts={[
          { label: 'Email', value: <span className="[overflow-wrap:anywhere]">{member.email}</span> },
          { label: 'Member since', value: <Time value={member.joinedAt} now={now} format="day" /> },
          { label: 'Last seen', value: member.lastSeenAt ? <Time value={member.lastSeenAt} now={now} /> : 'Never' },
          { label: 'Apps', value: String(member.apps) },
        ]}
      />
    </Card>
  );
}

function RemoveCard({ member, name }: { member: MemberDetail; name: string }) {
  return (
    <Card
      title="Remove from the organization"
      description={
        member.isLastSuperAdmin
          ? `${name} is the only super admin. Make somebody else super admin first.`
          : `You decide first what becomes of the apps and keys of ${name}.`
      }
    >
      {!member.isLastSuperAdmin && (
        <ButtonLink href={`/organization/users/${member.id}/remove`} variant="danger-quiet">
          Remove {name}
        </ButtonLink>
      )}
    </Card>
  );
}

function LeaveCard() {
  return (
    <Card title="Leave the organization" description="This is you. What you leave behind goes to a colleague.">
      <ButtonLink href="/organization/leave">Leave</ButtonLink>
    </Card>
  );
}
