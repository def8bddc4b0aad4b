import type { MessageTemplate } from '../message-template';

/** To the people of a key: somebody found it where it should not be. */
export const keyFound: MessageTemplate<'key-found'> = {
  title: 'Key found in the open',
  subject: 'Somebody found a key of {{ appName }}: act now',
  html: `<h1>Somebody found one of your keys</h1>
<p>Hello {{ firstName }},</p>
<p>Somebody handed in the key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}. They found it where others can read it, such as in public code.</p>
<p>The key still works, for everybody who has it. Regenerate it with “Now”, or revoke it if nothing uses it.</p>
{{ link | button: "Open the key" }}`,
  text: `Hello {{ firstName }},

Somebody handed in the key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}. They found it where others can read it, such as in public code.

The key still works, for everybody who has it. Regenerate it with “Now”, or revoke it if nothing uses it.

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
