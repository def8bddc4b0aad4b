import type { MessageTemplate } from '../message-template';

/** To whoever holds a key for a product or watches it: it will end. */
export const productDeprecated: MessageTemplate<'product-deprecated'> = {
  title: 'Product deprecated',
  subject: '{{ productName }} is deprecated',
  html: `<h1>{{ productName }} is deprecated</h1>
<p>Hello {{ firstName }},</p>
<p>{{ productName }} at {{ portalName }} is deprecated. {{ endsOn }}</p>
{{ note | quote: "What to do" }}
{{ link | button: "Open the product" }}`,
  text: `Hello {{ firstName }},

{{ productName }} at {{ portalName }} is deprecated. {{ endsOn }}

{{ note | quote: "What to do" }}

{{ link | button: "Open the product" }}`,
  because: 'you have a key for this product or watch it at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    productName: 'Payments',
    endsOn: 'It ends on 1 March 2027.',
    note: 'Move to Payments 2; its keys are asked for in the same way.',
    link: 'https://portal.example.com/products/payments',
  },
};
