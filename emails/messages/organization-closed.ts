import type { MessageTemplate } from '../message-template';

/** To the people of an organization that is gone. */
export const organizationClosed: MessageTemplate<'organization-closed'> = {
  title: 'Organization closed',
  subject: '{{ organizationName }} was closed at {{ portalName }}',
  html: `<h1>{{ organizationName }} was closed</h1>
<p>Hello {{ firstName }},</p>
<p>{{ organizationName }} was closed at {{ portalName }}. Its keys stop working.</p>
{{ reason | quote: "Reason" }}
<p>If you still have an account, you can log in and ask for access with apps of your own.</p>
{{ link | button: "Open the portal" }}`,
  text: `Hello {{ firstName }},

{{ organizationName }} was closed at {{ portalName }}. Its keys stop working.

{{ reason | quote: "Reason" }}

If you still have an account, you can log in and ask for access with apps of your own.

{{ link | button: "Open the portal" }}`,
  because: 'you belonged to {{ organizationName }} at {{ portalName }}, or are a contact of it.',
  sample: {
    firstName: 'Grace',
    organizationName: 'Acme',
    reason: 'Its super admins asked for it.',
    link: 'https://portal.example.com/apps',
  },
};
