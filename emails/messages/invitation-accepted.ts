import type { MessageTemplate } from '../message-template';

/** To whoever invited somebody who has now joined. */
export const invitationAccepted: MessageTemplate<'invitation-accepted'> = {
  title: 'Invitation accepted',
  subject: '{{ personName }} joined {{ organizationName }}',
  html: `<h1>Your invitation was accepted</h1>
<p>Hello {{ firstName }},</p>
<p>{{ personName }} accepted your invitation and is now a member of {{ organizationName }} at {{ portalName }}.</p>
{{ link | button: "Open the members" }}`,
  text: `Hello {{ firstName }},

{{ personName }} accepted your invitation and is now a member of {{ organizationName }} at {{ portalName }}.

{{ link | button: "Open the members" }}`,
  because: 'you invited somebody to {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    personName: 'Tom Kilburn',
    organizationName: 'Acme',
    link: 'https://portal.example.com/organization/users',
  },
};
