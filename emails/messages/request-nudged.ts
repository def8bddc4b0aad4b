import type { MessageTemplate } from '../message-template';

/** To whoever takes care of a request, or to each admin who may decide: the developer asks how far it is. */
export const requestNudged: MessageTemplate<'request-nudged'> = {
  title: 'Reminder of an access request (to admins)',
  subject: 'Still waiting: {{ appName }}, {{ planName }}',
  html: `<h1>A developer asks how far a request is</h1>
<p>{{ requesterName }} of {{ organizationName }} reminds you of an access request that was made {{ waiting }}. It still waits for a decision.</p>
{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}
{{ appName | fact: "App" }}
{{ link | button: "Open the request" }}`,
  text: `{{ requesterName }} of {{ organizationName }} reminds you of an access request that was made {{ waiting }}. It still waits for a decision.

{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}
{{ appName | fact: "App" }}

{{ link | button: "Open the request" }}`,
  because: 'you are an admin of {{ portalName }}.',
  sample: {
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    planName: 'Standard',
    requesterName: 'Ada Lovelace',
    organizationName: 'Acme',
    waiting: '3 days ago',
    link: 'https://portal.example.com/admin/requests/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b42',
  },
};
