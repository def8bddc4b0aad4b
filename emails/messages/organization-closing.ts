import type { MessageTemplate } from '../message-template';

/** To the super admins and contacts of an organization that one of them closes. */
export const organizationClosing: MessageTemplate<'organization-closing'> = {
  title: 'Organization is going to be closed',
  subject: '{{ organizationName }} will be closed on {{ closesOn }}',
  html: `<h1>Your organization will be closed</h1>
<p>Hello {{ firstName }},</p>
<p>{{ requestedBy }} asked to close {{ organizationName }} at {{ portalName }}. On {{ closesOn }} all its keys stop working for good, and its people lose its apps.</p>
<p>Until then every super admin can stop it.</p>
{{ link | button: "Open your organization" }}`,
  text: `Hello {{ firstName }},

{{ requestedBy }} asked to close {{ organizationName }} at {{ portalName }}. On {{ closesOn }} all its keys stop working for good, and its people lose its apps.

Until then every super admin can stop it.

{{ link | button: "Open your organization" }}`,
  because: 'you are a super admin or a contact of {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Grace',
    organizationName: 'Acme',
    closesOn: '5 December 2026',
    requestedBy: 'Ada Lovelace',
    link: 'https://portal.example.com/organization',
  },
};
