import type { MessageTemplate } from '../message-template';

/** To each admin who may decide: something waits for longer than it should. */
export const requestsWaiting: MessageTemplate<'requests-waiting'> = {
  title: 'Requests wait for a decision (to admins)',
  subject: 'Requests wait for your decision: {{ count }}',
  html: `<h1>Developers wait for an answer</h1>
<p>Hello {{ firstName }}, these requests for access, developers and organizations wait for a decision, each for more than {{ days | count: "day" }}. Whoever asked can do nothing until somebody decides.</p>
{{ count | fact: "Requests" }}
{{ names | quote: "Waiting" }}
{{ link | button: "Open the inbox" }}`,
  text: `Hello {{ firstName }}, these requests for access, developers and organizations wait for a decision, each for more than {{ days | count: "day" }}. Whoever asked can do nothing until somebody decides.

{{ count | fact: "Requests" }}

{{ names | quote: "Waiting" }}

{{ link | button: "Open the inbox" }}`,
  because: 'you decide access requests at {{ portalName }}.',
  sample: {
    firstName: 'Priya',
    count: 7,
    days: 3,
    names: 'Shop checkout (Acme), Grace Hopper (developer), and 5 more',
    link: 'https://portal.example.com/admin/requests',
  },
};
