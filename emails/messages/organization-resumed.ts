import type { MessageTemplate } from '../message-template';

/** To the super admins of an organization that may go on. */
export const organizationResumed: MessageTemplate<'organization-resumed'> = {
  title: 'Organization resumed',
  subject: '{{ organizationName }} was resumed at {{ portalName }}',
  html: `<h1>Your organization was resumed</h1>
<p>Hello {{ firstName }},</p>
<p>{{ organizationName }} can use {{ portalName }} again. Its people can log in, and the keys that were suspended with it work again within a few minutes.</p>
{{ link | button: "Open your organization" }}`,
  text: `Hello {{ firstName }},

{{ organizationName }} can use {{ portalName }} again. Its people can log in, and the keys that were suspended with it work again within a few minutes.

{{ link | button: "Open your organization" }}`,
  because: 'you are a super admin or a contact of {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Grace',
    organizationName: 'Acme',
    link: 'https://portal.example.com/organization',
  },
};
