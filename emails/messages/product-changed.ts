import type { MessageTemplate } from '../message-template';

/** To whoever holds a key for a product or watches it: a change was published. */
export const productChanged: MessageTemplate<'product-changed'> = {
  title: 'Product changed',
  subject: '{{ productName }}: {{ title }}',
  html: `<h1>{{ title }}</h1>
<p>Hello {{ firstName }},</p>
<p>{{ productName }} at {{ portalName }} has changed.</p>
{{ text | quote: "What is new" }}
{{ link | button: "Read the changelog" }}`,
  text: `Hello {{ firstName }},

{{ productName }} at {{ portalName }} has changed: {{ title }}

{{ text | quote: "What is new" }}

{{ link | button: "Read the changelog" }}`,
  because: 'you have a key for this product or watch it at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    productName: 'Payments',
    title: 'Refunds in parts',
    text: 'A payment can be refunded in several parts now.',
    link: 'https://portal.example.com/products/payments',
  },
};
