import type { MessageTemplate } from '../message-template';

/** To each portal admin: a key could not be made and somebody has to look. */
export const keyFailed: MessageTemplate<'key-failed'> = {
  title: 'Key failed (to admins)',
  subject: 'A key for {{ appName }} could not be made',
  html: `<h1>A key could not be made</h1>
<p>The gateway did not accept a key for {{ appName }}. The portal has stopped trying. The developer sees that the key is not ready.</p>
{{ reason | quote: "What went wrong" }}
{{ link | button: "Look and try again" }}`,
  text: `The gateway did not accept a key for {{ appName }}. The portal has stopped trying. The developer sees that the key is not ready.

{{ reason | quote: "What went wrong" }}

{{ link | button: "Look and try again" }}`,
  because: 'you are an admin of {{ portalName }}.',
  sample: {
    appName: 'Shop checkout',
    reason: 'The gateway does not know the policy of the plan Standard.',
    link: 'https://portal.example.com/admin/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
