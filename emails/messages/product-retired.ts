import type { MessageTemplate } from '../message-template';

/** To whoever holds a key for a product or watched it: it has ended. */
export const productRetired: MessageTemplate<'product-retired'> = {
  title: 'Product retired',
  subject: '{{ productName }} has ended',
  html: `<h1>{{ productName }} has ended</h1>
<p>Hello {{ firstName }},</p>
<p>{{ productName }} at {{ portalName }} is not offered any more. Nobody can ask for new keys; your apps show which of your keys were made for it.</p>
{{ link | button: "Open your apps" }}`,
  text: `Hello {{ firstName }},

{{ productName }} at {{ portalName }} is not offered any more. Nobody can ask for new keys; your apps show which of your keys were made for it.

{{ link | button: "Open your apps" }}`,
  because: 'you have a key for this product or watched it at {{ portalName }}.',
  sample: { firstName: 'Ada', productName: 'Payments', link: 'https://portal.example.com/apps' },
};
