import type { MessageTemplate } from '../message-template';

/** To the requester: an admin, or a program of the provider's, has asked for access in their name. */
export const requestMadeFor: MessageTemplate<'request-made-for'> = {
  title: 'Request made for somebody',
  subject: 'Access was requested for you: {{ appName }}',
  html: `<h1>A request in your name</h1>
<p>Hello {{ firstName }},</p>
<p>Those who run {{ portalName }} have requested access for you. You hear again when it is decided.</p>
{{ appName | fact: "App" }}
{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}
{{ link | button: "Open the request" }}
<p>If you do not need it, cancel it there.</p>`,
  text: `Hello {{ firstName }},

Those who run {{ portalName }} have requested access for you. You hear again when it is decided.

{{ appName | fact: "App" }}
{{ productNames | fact: "Products" }}
{{ planName | fact: "Plan" }}

{{ link | button: "Open the request" }}

If you do not need it, cancel it there.`,
  because: 'access was requested for you at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    planName: 'Standard',
    link: 'https://portal.example.com/requests/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b42',
  },
};
