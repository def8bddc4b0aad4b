import type { MessageTemplate } from '../message-template';

/** To the requester: nobody has generated the key yet, and the approval will end. */
export const requestUnclaimed: MessageTemplate<'request-unclaimed'> = {
  title: 'Approval about to end',
  subject: 'Your approved key for {{ appName }} still waits for you',
  html: `<h1>Nobody has generated the key yet</h1>
<p>Hello {{ firstName }},</p>
<p>Your request for {{ appName }} at {{ portalName }} was approved, and the key has not been generated. If it stays like that, the approval ends on {{ endsOn }}, and you would have to ask again.</p>
{{ productNames | fact: "Products" }}
{{ link | button: "Open the request" }}
<p>There you find Generate key. If you do not need the key any more, do nothing.</p>`,
  text: `Hello {{ firstName }},

Your request for {{ appName }} at {{ portalName }} was approved, and the key has not been generated. If it stays like that, the approval ends on {{ endsOn }}, and you would have to ask again.

{{ productNames | fact: "Products" }}

{{ link | button: "Open the request" }}

There you find Generate key. If you do not need the key any more, do nothing.`,
  because: 'you requested access at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    endsOn: '14 December 2026',
    link: 'https://portal.example.com/requests/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b42',
  },
};
