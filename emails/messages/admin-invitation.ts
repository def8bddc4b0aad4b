import type { MessageTemplate } from '../message-template';

/** To somebody whom an owner made a portal admin. */
export const adminInvitation: MessageTemplate<'admin-invitation'> = {
  title: 'Admin invitation',
  subject: 'You are an admin of {{ portalName }}',
  html: `<h1>Welcome to the admins</h1>
<p>Hello {{ firstName }},</p>
<p>{{ inviterName }} made you {{ roleName }} of {{ portalName }}. Choose a password to start.</p>
{{ link | button: "Choose a password" }}
<p>The link works once, for {{ hours | count: "hour" }}. Ask for another one when it has expired.</p>`,
  text: `Hello {{ firstName }},

{{ inviterName }} made you {{ roleName }} of {{ portalName }}. Choose a password to start.

{{ link | button: "Choose a password" }}

The link works once, for {{ hours | count: "hour" }}. Ask for another one when it has expired.`,
  because: 'somebody made you an admin of {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    inviterName: 'Grace Hopper',
    roleName: 'an approver',
    link: 'https://portal.example.com/auth/reset/code?token=sample-token',
    hours: 24,
  },
};
