import type { ContactKind } from '@/core/organizations/tell-organization';

/** What each kind of contact is called, and what they get by mail. */
export const contactWords: Record<ContactKind, { label: string; hint: string }> = {
  security: { label: 'Security contact', hint: 'Gets a mail when the organization is suspended or closed.' },
  billing: { label: 'Billing contact', hint: 'Gets a mail when the organization is closed.' },
  technical: { label: 'Technical contact', hint: 'Gets a mail when the organization is closed.' },
};
