import type { MessageTemplate } from '../message-template';

/** To the members concerned: a key was made. Never carries it. */
export const keyReady: MessageTemplate<'key-ready'> = {
  title: 'Key ready',
  subject: 'A key for {{ appName }} is ready',
  html: `<h1>A key is ready</h1>
<p>Hello {{ firstName }},</p>
<p>A key was made for {{ appName }} at {{ portalName }}. It ends in {{ lastFour }} and works from now on. For safety this mail does not contain it: you find it on the page of the app.</p>
{{ link | button: "Open the app" }}
<p>If nobody of your team made this key, revoke it on the page of the app.</p>`,
  text: `Hello {{ firstName }},

A key was made for {{ appName }} at {{ portalName }}. It ends in {{ lastFour }} and works from now on. For safety this mail does not contain it: you find it on the page of the app.

{{ link | button: "Open the app" }}

If nobody of your team made this key, revoke it on the page of the app.`,
  because: 'you may see the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    lastFour: '9f3c',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
