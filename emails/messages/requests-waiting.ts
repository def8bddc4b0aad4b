import type { MessageTemplate } from '../message-template';

/** To each admin who may decide: requests wait for longer than they should. */
export const requestsWaiting: MessageTemplate<'requests-waiting'> = {
  title: 'Access requests wait (to admins)',
  subject: 'Access requests wait for your decision: {{ count }}',
  html: `<h1>Developers wait for an answer</h1>
<p>Hello {{ firstName }}, these access requests wait for a decision, each for more than {{ days | count: "day" }}. Whoever asked has no key until somebody decides.</p>
{{ count | fact: "Requests" }}
{{ names | quote: "Waiting" }}
{{ link | button: "Open the inbox" }}`,
  text: `Hello {{ firstName }}, these access requests wait for a decision, each for more than {{ days | count: "day" }}. Whoever asked has no key until somebody decides.

{{ count | fact: "Requests" }}

{{ names | quote: "Waiting" }}

{{ link | button: "Open the inbox" }}`,
  because: 'you decide access requests at {{ portalName }}.',
  sample: {
    firstName: 'Priya',
    count: 7,
    days: 3,
    names: 'Shop checkout (Acme), Fleet tracker (Globex), and 5 more',
    link: 'https://portal.example.com/admin/requests?kind=request',
  },
};
