import { StatusBadge, type Tone } from '@/components/ui/badge';
import type { UserStatus } from '@/core/identity/actor';

/** The states of a developer, in words. */
export const userStatusWords: Record<UserStatus, string> = {
  pending: 'Waiting',
  active: 'Active',
  unverified: 'Address not verified',
  inactive: 'Deactivated',
};

const tones: Record<UserStatus, Tone> = {
  pending: 'warning',
  active: 'success',
  unverified: 'neutral',
  inactive: 'danger',
};

/** A developer's state. */
export function UserStatusBadge({ status }: { status: UserStatus }) {
  return <StatusBadge tone={tones[status]}>{userStatusWords[status]}</StatusBadge>;
}
