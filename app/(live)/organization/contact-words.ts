import type { ContactKind } from '@/core/organizations/tell-organization';

const CLOSING = 'Gets a mail when somebody asks to close the organization, and when it is closed.';

/** What each kind of contact is called, and what they get by mail (`contact` of `tellOrganization`). */
export const contactWords: Record<ContactKind, { label: string; hint: string }> = {
  security: {
    label: 'Security contact',
    hint: 'Gets a mail when the organization is suspended or works again, when somebody asks to close it, and when it is closed.',
  },
  billing: { label: 'Billing contact', hint: CLOSING },
  technical: { label: 'Technical contact', hint: CLOSING },
};
