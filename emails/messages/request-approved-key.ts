import type { MessageTemplate } from '../message-template';

/** To the requester in the plain delivery. The only message that carries a key. */
export const requestApprovedKey: MessageTemplate<'request-approved-key'> = {
  title: 'Request approved, with key (plain delivery)',
  subject: 'Your key for {{ appName }}',
  html: `<h1>Your access request was approved</h1>
<p>Hello {{ firstName }},</p>
<p>Your request for {{ appName }} at {{ portalName }} was approved. This is your key:</p>
{{ key | code }}
{{ productNames | fact: "Products" }}
<p>Treat the key like a password. Whoever reads this mail can use it, so delete the mail once the key is stored in a safe place.</p>
{{ link | button: "Open your app" }}
<p>If somebody else may have seen the key, regenerate or revoke it on the page of your app.</p>`,
  text: `Hello {{ firstName }},

Your request for {{ appName }} at {{ portalName }} was approved. This is your key:

{{ key | code }}

{{ productNames | fact: "Products" }}

Treat the key like a password. Whoever reads this mail can use it, so delete the mail once the key is stored in a safe place.

{{ link | button: "Open your app" }}

If somebody else may have seen the key, regenerate or revoke it on the page of your app.`,
  because: 'you requested access at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    key: 'sampleKeyThatOpensNothing0000000',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
