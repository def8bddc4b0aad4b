import type { MessageTemplate } from '../message-template';

/** To the owner of the app: a key that worked before is a key of the app now. */
export const keyAttached: MessageTemplate<'key-attached'> = {
  title: 'Key attached',
  subject: 'A key that you use belongs to {{ appName }} now',
  html: `<h1>A key was attached to your app</h1>
<p>Hello {{ firstName }},</p>
<p>A key that worked at the gateway before is a key of {{ appName }} at {{ portalName }} now. It is the same key: nothing has to be put into your program anew. What it opens and how much may have changed.</p>
{{ lastFour | fact: "The key ends in" }}
{{ planName | fact: "Plan" }}
{{ productNames | fact: "Products" }}
<p>The portal does not show this key. If you need one that it shows, regenerate it on the app’s page.</p>
{{ link | button: "Open the app" }}`,
  text: `Hello {{ firstName }},

A key that worked at the gateway before is a key of {{ appName }} at {{ portalName }} now. It is the same key: nothing has to be put into your program anew. What it opens and how much may have changed.

{{ lastFour | fact: "The key ends in" }}
{{ planName | fact: "Plan" }}
{{ productNames | fact: "Products" }}

The portal does not show this key. If you need one that it shows, regenerate it on the app’s page.

{{ link | button: "Open the app" }}`,
  because: 'you own the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    lastFour: '9f3c',
    productNames: 'Payments, Weather',
    planName: 'Standard',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
