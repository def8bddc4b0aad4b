import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { InviteCodeDetail } from '@/core/invite-codes/get-invite-code';
import { UserStatusBadge } from '../../users/user-status';
import { giveSlotBackAction } from '../actions';

/** Who registered with a code, and the way to free a slot. */
export function UsedBy({ code, now, mayChange }: { code: InviteCodeDetail; now: Date; mayChange: boolean }) {
  if (code.usedBy.length === 0) {
    return <EmptyState title="Nobody yet" description="Who registers with this code stands here." />;
  }
  return (
    <Table label="Who used it">
      <THead>
        <TH>Name</TH>
        <TH>State</TH>
        <TH hideBelow="sm">Registered</TH>
        <TH label="Slot" align="end" />
      </THead>
      <TBody>
        {code.usedBy.map((user) => (
          <TRow key={user.userId}>
            <TCell rowHeader>
              <Link href={`/admin/users/${user.userId}`} className="link">
                {user.name}
              </Link>
              <span className="block text-ink-muted text-xs">{user.email}</span>
            </TCell>
            <TCell>
              <UserStatusBadge status={user.status} />
            </TCell>
            <TCell hideBelow="sm">
              <Time value={user.at} now={now} />
            </TCell>
            <TCell align="end">
              {user.givenBackAt ? (
                <Badge>Slot given back</Badge>
              ) : (
                mayChange && (
                  <ConfirmDialog
                    trigger="Give slot back"
                    triggerVariant="ghost"
                    triggerSize="sm"
                    confirmVariant="primary"
                    title={`Give the slot of ${user.name} back?`}
                    consequences={[
                      'One more person can register with the code.',
                      `${user.name} keeps the account and stays in the team.`,
                    ]}
                    action={giveSlotBackAction}
                    hidden={{ inviteCodeId: code.id, userId: user.userId }}
                  />
                )
              )}
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
