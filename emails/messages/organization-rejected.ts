import type { MessageTemplate } from '../message-template';

/** To the developer whose organization was rejected. */
export const organizationRejected: MessageTemplate<'organization-rejected'> = {
  title: 'Organization rejected',
  subject: 'Your organization {{ organizationName }} was not approved',
  html: `<h1>Your organization was not approved</h1>
<p>Hello {{ firstName }},</p>
<p>An admin of {{ portalName }} did not approve the organization {{ organizationName }}.</p>
{{ reason | quote: "Reason" }}
<p>Your own account and your apps stay as they are. You can ask for an organization again.</p>`,
  text: `Hello {{ firstName }},

An admin of {{ portalName }} did not approve the organization {{ organizationName }}.

{{ reason | quote: "Reason" }}

Your own account and your apps stay as they are. You can ask for an organization again.`,
  because: 'you asked for an organization at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    organizationName: 'Acme',
    reason: 'Acme is registered here already. Ask your colleagues for an invitation.',
  },
};
