import type { MessageTemplate } from '../message-template';

/** To the members concerned: a key has a successor, and the old one ends. */
export const keyRegenerated: MessageTemplate<'key-regenerated'> = {
  title: 'Key regenerated',
  subject: 'A key for {{ appName }} was regenerated',
  html: `<h1>A key was regenerated</h1>
<p>Hello {{ firstName }},</p>
<p>A new key replaces an old one of {{ appName }} at {{ portalName }}. Put the new key into your program before the old one ends.</p>
{{ lastFour | fact: "The new key ends in" }}
{{ oldEnds | fact: "The old key stops working" }}
{{ link | button: "Open the app" }}
<p>If nobody of your team did this, revoke the new key on the page of the app and change your password.</p>`,
  text: `Hello {{ firstName }},

A new key replaces an old one of {{ appName }} at {{ portalName }}. Put the new key into your program before the old one ends.

{{ lastFour | fact: "The new key ends in" }}
{{ oldEnds | fact: "The old key stops working" }}

{{ link | button: "Open the app" }}

If nobody of your team did this, revoke the new key on the page of the app and change your password.`,
  because: 'you may see the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    lastFour: '9f3c',
    oldEnds: '22 November 2026, 14:00 UTC',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
