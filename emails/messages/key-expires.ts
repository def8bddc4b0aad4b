import type { MessageTemplate } from '../message-template';

/** To the people of a key: it will stop working. */
export const keyExpires: MessageTemplate<'key-expires'> = {
  title: 'Key expires soon',
  subject: 'A key for {{ appName }} expires on {{ expiresOn }}',
  html: `<h1>A key expires soon</h1>
<p>Hello {{ firstName }},</p>
<p>The key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}, stops working on {{ expiresOn }}.</p>
<p>Renew it on its page: the same key goes on working, and your programs need no change.</p>
{{ link | button: "Open the key" }}`,
  text: `Hello {{ firstName }},

The key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}, stops working on {{ expiresOn }}.

Renew it on its page: the same key goes on working, and your programs need no change.

{{ link | button: "Open the key" }}`,
  because: 'you may use the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    keyName: 'Payments',
    lastFour: '9f3c',
    expiresOn: '5 December 2026',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43/keys/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b44',
  },
};
