import { StatusBadge, type Tone } from '@/components/ui/badge';
import type { OrganizationStatus } from '@/core/identity/actor';

/** The states of an organization, in words. */
export const organizationStatusWords: Record<OrganizationStatus, string> = {
  pending: 'Waiting',
  active: 'Active',
  suspended: 'Suspended',
  rejected: 'Rejected',
  closed: 'Closed',
};

const tones: Record<OrganizationStatus, Tone> = {
  pending: 'warning',
  active: 'success',
  suspended: 'danger',
  rejected: 'neutral',
  closed: 'neutral',
};

/** An organization's state. */
export function OrganizationStatusBadge({ status }: { status: OrganizationStatus }) {
  return <StatusBadge tone={tones[status]}>{organizationStatusWords[status]}</StatusBadge>;
}
