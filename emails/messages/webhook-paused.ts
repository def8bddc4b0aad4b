import type { MessageTemplate } from '../message-template';

/** To each owner and admin: an endpoint takes no messages any more, so that the portal sends it none. */
export const webhookPaused: MessageTemplate<'webhook-paused'> = {
  title: 'Webhook paused (to admins)',
  subject: 'The webhook {{ endpointName }} is paused',
  html: `<h1>A webhook is paused</h1>
<p>Hello {{ firstName }},</p>
<p>{{ host }} takes none of the messages of the webhook {{ endpointName }}, since {{ since }}. The portal sends it nothing more; what happens meanwhile is kept for 30 days and sent when you resume it.</p>
{{ lastError | quote: "The last attempt" }}
{{ link | button: "Open the webhook" }}`,
  text: `Hello {{ firstName }},

{{ host }} takes none of the messages of the webhook {{ endpointName }}, since {{ since }}. The portal sends it nothing more; what happens meanwhile is kept for 30 days and sent when you resume it.

{{ lastError | quote: "The last attempt" }}

{{ link | button: "Open the webhook" }}`,
  because: 'you are an admin of {{ portalName }}.',
  sample: {
    firstName: 'Alan',
    endpointName: 'Billing',
    host: 'billing-hooks:8443',
    since: '18 November 2026, 09:12 UTC',
    lastError: 'It answered with status 503.',
    link: 'https://portal.example.com/admin/webhooks/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
