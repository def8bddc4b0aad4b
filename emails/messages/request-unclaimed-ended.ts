import type { MessageTemplate } from '../message-template';

/** To the requester: the approval has ended, because nobody generated the key. */
export const requestUnclaimedEnded: MessageTemplate<'request-unclaimed-ended'> = {
  title: 'Approval ended without a key',
  subject: 'The approval for {{ appName }} has ended',
  html: `<h1>The approval has ended</h1>
<p>Hello {{ firstName }},</p>
<p>Your request for {{ appName }} at {{ portalName }} was approved, but nobody generated the key in time. The approval has ended; no key was made.</p>
{{ productNames | fact: "Products" }}
<p>If you still need access, ask again.</p>
{{ link | button: "Open the request" }}`,
  text: `Hello {{ firstName }},

Your request for {{ appName }} at {{ portalName }} was approved, but nobody generated the key in time. The approval has ended; no key was made.

{{ productNames | fact: "Products" }}

If you still need access, ask again.

{{ link | button: "Open the request" }}`,
  because: 'you requested access at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    link: 'https://portal.example.com/requests/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b42',
  },
};
