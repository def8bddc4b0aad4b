import type { MessageTemplate } from '../message-template';

/** To the requester in the secure delivery: yes, and the link to the page that makes the key. Never carries a key. */
export const requestApprovedConfirm: MessageTemplate<'request-approved-confirm'> = {
  title: 'Request approved, with confirmation link',
  subject: 'Your access request for {{ appName }} was approved',
  html: `<h1>Your access request was approved</h1>
<p>Hello {{ firstName }},</p>
<p>Your request for {{ appName }} at {{ portalName }} was approved. The last step is yours: open the confirmation page, log in if asked, and choose Generate key. The key is made at that moment and shown to you.</p>
{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}
{{ link | button: "Get your key" }}
<p>The link works for {{ days | count: "day" }}. After that, choose Generate key on the page of your app instead.</p>
<p>The link alone gives nobody a key: only members who may see the app can use it.</p>`,
  text: `Hello {{ firstName }},

Your request for {{ appName }} at {{ portalName }} was approved. The last step is yours: open the confirmation page, log in if asked, and choose Generate key. The key is made at that moment and shown to you.

{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}

{{ link | button: "Get your key" }}

The link works for {{ days | count: "day" }}. After that, choose Generate key on the page of your app instead.

The link alone gives nobody a key: only members who may see the app can use it.`,
  because: 'you requested access at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    planName: 'Standard',
    link: 'https://portal.example.com/keys/confirm?token=sample-token',
    days: 7,
  },
};
