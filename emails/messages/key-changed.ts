import type { MessageTemplate } from '../message-template';

/** To whoever asked and whoever made the key: the gateway has taken another plan or other products for it. */
export const keyChanged: MessageTemplate<'key-changed'> = {
  title: 'Key changed',
  subject: 'A key for {{ appName }} has its new plan and products',
  html: `<h1>The change of a key is made</h1>
<p>Hello {{ firstName }},</p>
<p>A key of {{ appName }} at {{ portalName }} has its new plan and products at the gateway. It is the same key: nothing has to be put into your program anew.</p>
{{ lastFour | fact: "The key ends in" }}
{{ planName | fact: "Plan" }}
{{ productNames | fact: "Products" }}
{{ endsOn | fact: "Stops working" }}
{{ link | button: "Open the app" }}`,
  text: `Hello {{ firstName }},

A key of {{ appName }} at {{ portalName }} has its new plan and products at the gateway. It is the same key: nothing has to be put into your program anew.

{{ lastFour | fact: "The key ends in" }}
{{ planName | fact: "Plan" }}
{{ productNames | fact: "Products" }}
{{ endsOn | fact: "Stops working" }}

{{ link | button: "Open the app" }}`,
  because: 'you may see the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    lastFour: '9f3c',
    productNames: 'Payments, Weather',
    planName: 'Standard',
    endsOn: '22 November 2027',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
