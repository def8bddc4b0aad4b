import type { MessageTemplate } from '../message-template';

/** To the super admins of an organization that was suspended. */
export const organizationSuspended: MessageTemplate<'organization-suspended'> = {
  title: 'Organization suspended',
  subject: '{{ organizationName }} was suspended at {{ portalName }}',
  html: `<h1>Your organization was suspended</h1>
<p>Hello {{ firstName }},</p>
<p>An admin of {{ portalName }} suspended {{ organizationName }}. Its people cannot use the portal, and its keys do not work until it is resumed.</p>
{{ reason | quote: "Reason" }}`,
  text: `Hello {{ firstName }},

An admin of {{ portalName }} suspended {{ organizationName }}. Its people cannot use the portal, and its keys do not work until it is resumed.

{{ reason | quote: "Reason" }}`,
  because: 'you are a super admin or a contact of {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Grace',
    organizationName: 'Acme',
    reason: 'The contract ended on 1 November. Please call us.',
  },
};
