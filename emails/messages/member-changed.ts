import type { MessageTemplate } from '../message-template';

/** To a member whose role or teams were changed. */
export const memberChanged: MessageTemplate<'member-changed'> = {
  title: 'Membership changed',
  subject: 'Your role in {{ organizationName }} was changed',
  html: `<h1>Your membership was changed</h1>
<p>Hello {{ firstName }},</p>
<p>Your membership of {{ organizationName }} at {{ portalName }} was changed. It counts from now on.</p>
{{ roleName | fact: "Role" }}
{{ changedBy | fact: "Changed by" }}
{{ link | button: "Open your organization" }}`,
  text: `Hello {{ firstName }},

Your membership of {{ organizationName }} at {{ portalName }} was changed. It counts from now on.

{{ roleName | fact: "Role" }}
{{ changedBy | fact: "Changed by" }}

{{ link | button: "Open your organization" }}`,
  because: 'you are a member of {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Tom',
    organizationName: 'Acme',
    roleName: 'Super admin',
    changedBy: 'Grace Hopper',
    link: 'https://portal.example.com/organization',
  },
};
