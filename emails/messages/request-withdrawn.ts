import type { MessageTemplate } from '../message-template';

/** To the requester: an approval was taken back, and why. */
export const requestWithdrawn: MessageTemplate<'request-withdrawn'> = {
  title: 'Approval withdrawn',
  subject: 'The approval for {{ appName }} was withdrawn',
  html: `<h1>The approval was withdrawn</h1>
<p>Hello {{ firstName }},</p>
<p>The approval of your request for {{ appName }} at {{ portalName }} was withdrawn. A key that was made for it stops working, and no key can be generated any more; other keys of the app work as before.</p>
{{ productNames | fact: "Products" }}
{{ reason | quote: "Reason" }}
{{ link | button: "Open the request" }}
<p>You can request access again.</p>`,
  text: `Hello {{ firstName }},

The approval of your request for {{ appName }} at {{ portalName }} was withdrawn. A key that was made for it stops working, and no key can be generated any more; other keys of the app work as before.

{{ productNames | fact: "Products" }}

{{ reason | quote: "Reason" }}

{{ link | button: "Open the request" }}

You can request access again.`,
  because: 'you requested access at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    reason: 'The contract has ended.',
    link: 'https://portal.example.com/requests/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b42',
  },
};
