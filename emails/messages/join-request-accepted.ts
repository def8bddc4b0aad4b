import type { MessageTemplate } from '../message-template';

/** To somebody who asked to join and was let in. */
export const joinRequestAccepted: MessageTemplate<'join-request-accepted'> = {
  title: 'Request to join accepted',
  subject: 'You are now a member of {{ organizationName }}',
  html: `<h1>Welcome to {{ organizationName }}</h1>
<p>Hello {{ firstName }},</p>
<p>A super admin of {{ organizationName }} accepted your request. You are now a member at {{ portalName }} and can work on the shared apps.</p>
{{ link | button: "Open your organization" }}`,
  text: `Hello {{ firstName }},

A super admin of {{ organizationName }} accepted your request. You are now a member at {{ portalName }} and can work on the shared apps.

{{ link | button: "Open your organization" }}`,
  because: 'you asked to join {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    organizationName: 'Acme',
    link: 'https://portal.example.com/organization',
  },
};
