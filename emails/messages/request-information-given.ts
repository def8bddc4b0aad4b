import type { MessageTemplate } from '../message-template';

/** To whoever asked, or to each admin who may decide: the developer wrote about the request. */
export const requestInformationGiven: MessageTemplate<'request-information-given'> = {
  title: 'Answer about a request (to admins)',
  subject: 'An answer about {{ appName }}, {{ planName }}',
  html: `<h1>A developer wrote about an access request</h1>
<p>{{ personName }} of {{ organizationName }} wrote about the request for {{ appName }}. It waits for a decision.</p>
{{ answer | quote: "Message" }}
{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}
{{ link | button: "Open the request" }}`,
  text: `{{ personName }} of {{ organizationName }} wrote about the request for {{ appName }}. It waits for a decision.

{{ answer | quote: "Message" }}

{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}

{{ link | button: "Open the request" }}`,
  because: 'you are an admin of {{ portalName }}.',
  sample: {
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    planName: 'Standard',
    personName: 'Ada Lovelace',
    organizationName: 'Acme',
    answer: 'Our three shops in Berlin; all calls come from one server there.',
    link: 'https://portal.example.com/admin/requests/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b42#messages',
  },
};
