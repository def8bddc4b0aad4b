import type { MessageTemplate } from '../message-template';

/** To each portal admin: somebody wants to register an organization. */
export const organizationToDecide: MessageTemplate<'organization-to-decide'> = {
  title: 'Organization to decide (to admins)',
  subject: 'Organization to decide: {{ organizationName }}',
  html: `<h1>An organization is waiting for approval</h1>
<p>A developer asked for an organization at {{ portalName }}. Nobody can be invited into it until you approve it.</p>
{{ organizationName | fact: "Organization" }}
{{ requesterName | fact: "Requested by" }}
{{ purpose | quote: "What it is for" }}
{{ link | button: "Open the organization" }}`,
  text: `A developer asked for an organization at {{ portalName }}. Nobody can be invited into it until you approve it.

{{ organizationName | fact: "Organization" }}
{{ requesterName | fact: "Requested by" }}

{{ purpose | quote: "What it is for" }}

{{ link | button: "Open the organization" }}`,
  because: 'you are an admin of {{ portalName }}.',
  sample: {
    organizationName: 'Acme',
    requesterName: 'Ada Lovelace',
    purpose: 'We build the ordering app of our shops and want to manage our own team.',
    link: 'https://portal.example.com/admin/organizations/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b41',
  },
};
