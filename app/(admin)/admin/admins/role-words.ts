import type { AdminRole } from '@/core/identity/actor';

/** What each admin role may do, in a sentence. The order is that of the form. */
export const roleWords: Record<AdminRole, { label: string; about: string }> = {
  owner: { label: 'Owner', about: 'Everything, and manages the admins.' },
  admin: { label: 'Admin', about: 'Everything but the admins.' },
  approver: { label: 'Approver', about: 'Decides what waits, for all products or for chosen ones. Reads everything.' },
  auditor: { label: 'Auditor', about: 'Reads everything and changes nothing.' },
};
