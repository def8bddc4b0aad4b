import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { type OrganizationDetail, type OrganizationMember, PEOPLE_SHOWN } from '@/core/organizations/get-organization';

/** The first members; all of them stand in the list of users. */
export function MembersCard({ organization, mayAdd }: { organization: OrganizationDetail; mayAdd: boolean }) {
  const { id, people, members, openInvitations } = organization;
  return (
    <Card
      title="Members"
      actions={
        mayAdd && (
          <ButtonLink href={`/admin/users/new?organization=${id}`} size="sm">
            Add new user
          </ButtonLink>
        )
      }
    >
      <div className="grid gap-3">
        {people.length === 0 ? (
          <p className="text-ink-muted">Nobody yet.</p>
        ) : (
          <ul className="divide-y divide-line">
            {people.map((member) => (
              <Member key={member.id} member={member} />
            ))}
          </ul>
        )}
        {openInvitations > 0 && (
          <p className="text-ink-muted text-sm">
            {openInvitations === 1 ? '1 invitation is' : `${openInvitations} invitations are`} not answered yet.
          </p>
        )}
        {members > 0 && (
          <Link href={`/admin/users?organization=${id}`} className="link text-sm">
            {members > PEOPLE_SHOWN ? `Show all ${members} users` : 'Show them in the list of users'}
          </Link>
        )}
      </div>
    </Card>
  );
}

function Member({ member: { id, name, email, role, status } }: { member: OrganizationMember }) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
      <span className="min-w-0">
        <Link href={`/admin/users/${id}`} className="link">
          {name}
        </Link>
        <span className="block break-all text-ink-muted text-xs">{email}</span>
      </span>
      <span className="flex flex-wrap gap-1.5">
        {role === 'super_admin' && <Badge tone="accent">Super admin</Badge>}
        {status !== 'active' && (
          <Badge tone="warning">{status === 'inactive' ? 'Deactivated' : 'Not active yet'}</Badge>
        )}
      </span>
    </li>
  );
}
