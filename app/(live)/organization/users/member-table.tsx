import Link from 'next/link';
import { Avatar } from '@/components/ui/avatar';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { MemberLine } from '@/core/members/list-members';
import { roleName } from './role-name';

type Props = { members: readonly MemberLine[]; now: Date; mayManage: boolean; hidesAddresses: boolean };

/** Colleagues; super admins see when somebody was here last, and open somebody's page to change role and teams. */
export function MemberTable({ members, now, mayManage, hidesAddresses }: Props) {
  const showsAddresses = mayManage || !hidesAddresses;
  return (
    <Table label="Members">
      <THead>
        <TH>Name</TH>
        {showsAddresses && <TH hideBelow="md">Email</TH>}
        <TH>Role</TH>
        <TH hideBelow="lg">Teams</TH>
        {mayManage && <TH hideBelow="lg">Last seen</TH>}
      </THead>
      <TBody>
        {members.map((member) => (
          <TRow key={member.id}>
            <TCell rowHeader>
              <Name member={member} mayManage={mayManage} />
            </TCell>
            {showsAddresses && (
              <TCell hideBelow="md">
                <span className="[overflow-wrap:anywhere]">{member.email}</span>
              </TCell>
            )}
            <TCell>
              {member.role === 'super_admin' ? <Badge tone="accent">Super admin</Badge> : roleName(member.role)}
            </TCell>
            <TCell hideBelow="lg">{member.teamNames}</TCell>
            {mayManage && (
              <TCell hideBelow="lg">{member.lastSeenAt ? <Time value={member.lastSeenAt} now={now} /> : 'Never'}</TCell>
            )}
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function Name({ member, mayManage }: { member: MemberLine; mayManage: boolean }) {
  const { id, name, isOneself } = member;
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={name} size="sm" />
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        {mayManage ? (
          <Link href={`/organization/users/${id}`} className="link font-medium">
            {name}
          </Link>
        ) : (
          <span className="font-medium">{name}</span>
        )}
        {isOneself && <span className="text-ink-muted text-sm">you</span>}
        <MemberState member={member} />
      </span>
    </span>
  );
}

/** Said only where it is not the usual one. */
export function MemberState({ member }: { member: Pick<MemberLine, 'status' | 'isInvited'> }) {
  if (member.status === 'inactive') return <StatusBadge tone="danger">Deactivated</StatusBadge>;
  if (member.status === 'pending') return <StatusBadge tone="warning">Waits for an admin</StatusBadge>;
  if (member.status !== 'unverified') return null;
  return <StatusBadge tone="info">{member.isInvited ? 'Has yet to accept' : 'Address not verified yet'}</StatusBadge>;
}
