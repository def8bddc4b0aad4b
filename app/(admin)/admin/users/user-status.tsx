import { StatusBadge, type Tone } from '@/components/ui/badge';
import type { UserState } from '@/core/members/user-states';

/** The states of a developer, in words. */
export const userStatusWords: Record<UserState, string> = {
  pending: 'Waiting',
  active: 'Active',
  invited: 'Invited',
  uninvited: 'Not invited yet',
  unverified: 'Address not verified',
  inactive: 'Deactivated',
};

const tones: Record<UserState, Tone> = {
  pending: 'warning',
  active: 'success',
  invited: 'info',
  uninvited: 'neutral',
  unverified: 'neutral',
  inactive: 'danger',
};

/** A developer's state. */
export function UserStatusBadge({ status }: { status: UserState }) {
  return <StatusBadge tone={tones[status]}>{userStatusWords[status]}</StatusBadge>;
}
