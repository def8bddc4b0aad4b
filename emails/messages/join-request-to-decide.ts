import type { MessageTemplate } from '../message-template';

/** To each super admin: a person with an address of the organization asks to be let in. */
export const joinRequestToDecide: MessageTemplate<'join-request-to-decide'> = {
  title: 'Request to join to decide (to super admins)',
  subject: '{{ personName }} wants to join {{ organizationName }}',
  html: `<h1>Somebody wants to join {{ organizationName }}</h1>
<p>Hello {{ firstName }},</p>
<p>Somebody whose address belongs to {{ organizationName }} asks to join it at {{ portalName }}. Nobody joins until you accept.</p>
{{ personName | fact: "Name" }}
{{ personEmail | fact: "Email" }}
{{ link | button: "Open the request" }}`,
  text: `Hello {{ firstName }},

Somebody whose address belongs to {{ organizationName }} asks to join it at {{ portalName }}. Nobody joins until you accept.

{{ personName | fact: "Name" }}
{{ personEmail | fact: "Email" }}

{{ link | button: "Open the request" }}`,
  because: 'you are a super admin of {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Grace',
    personName: 'Ada Lovelace',
    personEmail: 'ada@acme.example',
    organizationName: 'Acme',
    link: 'https://portal.example.com/organization/users',
  },
};
