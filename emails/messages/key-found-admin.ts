import type { MessageTemplate } from '../message-template';

/** To each owner and admin: somebody found a key where it should not be. */
export const keyFoundAdmin: MessageTemplate<'key-found-admin'> = {
  title: 'Key found in the open (to admins)',
  subject: 'A key of {{ appName }} ({{ organizationName }}) was found in the open',
  html: `<h1>Somebody found a key</h1>
<p>Somebody handed in the key of {{ appName }} ({{ organizationName }}) at {{ portalName }} that ends in {{ lastFour }}. Its people are told and can replace it. The key still works until they, or you, end it.</p>
{{ link | button: "Open the app" }}`,
  text: `Somebody handed in the key of {{ appName }} ({{ organizationName }}) at {{ portalName }} that ends in {{ lastFour }}. Its people are told and can replace it. The key still works until they, or you, end it.

{{ link | button: "Open the app" }}`,
  because: 'you are an admin of {{ portalName }}.',
  sample: {
    appName: 'Shop checkout',
    organizationName: 'Acme',
    lastFour: '9f3c',
    link: 'https://portal.example.com/admin/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
