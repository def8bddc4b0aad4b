import type { MessageTemplate } from '../message-template';

/** To the people of a key: nobody uses it, and it will end. */
export const keyUnused: MessageTemplate<'key-unused'> = {
  title: 'Key not used',
  subject: 'Nobody uses a key of {{ appName }}',
  html: `<h1>Nobody uses this key</h1>
<p>Hello {{ firstName }},</p>
<p>The key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}, has not been used for {{ days }} days. Unless somebody uses it, it is ended on {{ endsOn }}.</p>
<p>You need not do anything if it is not needed any more. You can also revoke it now.</p>
{{ link | button: "Open the key" }}`,
  text: `Hello {{ firstName }},

The key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}, has not been used for {{ days }} days. Unless somebody uses it, it is ended on {{ endsOn }}.

You need not do anything if it is not needed any more. You can also revoke it now.

{{ link | button: "Open the key" }}`,
  because: 'you may use the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    keyName: 'Payments',
    lastFour: '9f3c',
    days: 90,
    endsOn: '20 February 2027',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43/keys/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b44',
  },
};
