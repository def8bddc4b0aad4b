import type { MessageTemplate } from '../message-template';

/** To the requester: no, and why. */
export const requestDeclined: MessageTemplate<'request-declined'> = {
  title: 'Request declined',
  subject: 'Your access request for {{ appName }} was declined',
  html: `<h1>Your access request was declined</h1>
<p>Hello {{ firstName }},</p>
<p>Your request for {{ appName }} at {{ portalName }} was declined. No key was made; other keys of the app work as before.</p>
{{ productNames | fact: "Products" }}
{{ reason | quote: "Reason" }}
{{ link | button: "Open the request" }}
<p>You can request access again, for example with another plan.</p>`,
  text: `Hello {{ firstName }},

Your request for {{ appName }} at {{ portalName }} was declined. No key was made; other keys of the app work as before.

{{ productNames | fact: "Products" }}

{{ reason | quote: "Reason" }}

{{ link | button: "Open the request" }}

You can request access again, for example with another plan.`,
  because: 'you requested access at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    reason: 'Please tell us which shops will use the app, then request access again.',
    link: 'https://portal.example.com/requests/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b42',
  },
};
