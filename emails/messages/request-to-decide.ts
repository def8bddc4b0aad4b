import type { MessageTemplate } from '../message-template';

/** To each portal admin: an access request waits. */
export const requestToDecide: MessageTemplate<'request-to-decide'> = {
  title: 'Access request to decide (to admins)',
  subject: 'Access request to decide: {{ appName }}, {{ planName }}',
  html: `<h1>An access request is waiting for a decision</h1>
<p>A developer requested access at {{ portalName }}. No key exists until the request is approved.</p>
{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}
{{ appName | fact: "App" }}
{{ requesterName | fact: "Requested by" }}
{{ organizationName | fact: "Organization" }}
{{ link | button: "Open the request" }}`,
  text: `A developer requested access at {{ portalName }}. No key exists until the request is approved.

{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}
{{ appName | fact: "App" }}
{{ requesterName | fact: "Requested by" }}
{{ organizationName | fact: "Organization" }}

{{ link | button: "Open the request" }}`,
  because: 'you are an admin of {{ portalName }}.',
  sample: {
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    planName: 'Standard',
    requesterName: 'Ada Lovelace',
    organizationName: 'Acme',
    link: 'https://portal.example.com/admin/requests/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b42',
  },
};
