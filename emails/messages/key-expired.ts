import type { MessageTemplate } from '../message-template';

/** To the people of a key: it has stopped working. */
export const keyExpired: MessageTemplate<'key-expired'> = {
  title: 'Key expired',
  subject: 'A key for {{ appName }} has expired',
  html: `<h1>A key has expired</h1>
<p>Hello {{ firstName }},</p>
<p>The key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}, has expired. Programs that send it are refused.</p>
<p>If you still need it, renew it on its page while its plan is offered.</p>
{{ link | button: "Open the key" }}`,
  text: `Hello {{ firstName }},

The key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}, has expired. Programs that send it are refused.

If you still need it, renew it on its page while its plan is offered.

{{ link | button: "Open the key" }}`,
  because: 'you may use the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    keyName: 'Payments',
    lastFour: '9f3c',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43/keys/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b44',
  },
};
