import type { MessageTemplate } from '../message-template';

/** To whoever invited somebody who does not want to join. */
export const invitationDeclined: MessageTemplate<'invitation-declined'> = {
  title: 'Invitation declined',
  subject: '{{ personName }} declined to join {{ organizationName }}',
  html: `<h1>Your invitation was declined</h1>
<p>Hello {{ firstName }},</p>
<p>{{ personName }} declined your invitation to {{ organizationName }} at {{ portalName }}. You can invite somebody else, or the same person again.</p>
{{ link | button: "Open the members" }}`,
  text: `Hello {{ firstName }},

{{ personName }} declined your invitation to {{ organizationName }} at {{ portalName }}. You can invite somebody else, or the same person again.

{{ link | button: "Open the members" }}`,
  because: 'you invited somebody to {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    personName: 'Tom Kilburn',
    organizationName: 'Acme',
    link: 'https://portal.example.com/organization/users',
  },
};
