import type { MessageTemplate } from '../message-template';

/** To the members concerned: a key is dead. */
export const keyRevoked: MessageTemplate<'key-revoked'> = {
  title: 'Key revoked',
  subject: 'A key for {{ appName }} was revoked',
  html: `<h1>A key was revoked</h1>
<p>Hello {{ firstName }},</p>
<p>The key of {{ appName }} at {{ portalName }} that ends in {{ lastFour }} was revoked. Programs that still send it are refused, and it cannot be brought back.</p>
{{ link | button: "Open the app" }}
<p>If you still need access, request it again.</p>`,
  text: `Hello {{ firstName }},

The key of {{ appName }} at {{ portalName }} that ends in {{ lastFour }} was revoked. Programs that still send it are refused, and it cannot be brought back.

{{ link | button: "Open the app" }}

If you still need access, request it again.`,
  because: 'you may see the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    lastFour: '9f3c',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
