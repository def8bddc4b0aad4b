import type { MessageTemplate } from '../message-template';

/** To the developer who asked for an organization and now runs it. */
export const organizationApproved: MessageTemplate<'organization-approved'> = {
  title: 'Organization approved',
  subject: 'Your organization {{ organizationName }} was approved',
  html: `<h1>Your organization was approved</h1>
<p>Hello {{ firstName }},</p>
<p>Your organization {{ organizationName }} at {{ portalName }} was approved. You are its super admin: you can invite people, make teams and share apps. The apps you already had came along.</p>
{{ link | button: "Open your organization" }}`,
  text: `Hello {{ firstName }},

Your organization {{ organizationName }} at {{ portalName }} was approved. You are its super admin: you can invite people, make teams and share apps. The apps you already had came along.

{{ link | button: "Open your organization" }}`,
  because: 'you asked for an organization at {{ portalName }}.',
  sample: { firstName: 'Ada', organizationName: 'Acme', link: 'https://portal.example.com/organization' },
};
