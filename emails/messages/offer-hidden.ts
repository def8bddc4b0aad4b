import type { MessageTemplate } from '../message-template';

/** To each owner and admin: the gateway lost a policy, so that a part of the offer is hidden. */
export const offerHidden: MessageTemplate<'offer-hidden'> = {
  title: 'Offer hidden (to admins)',
  subject: '{{ gatewayName }} has lost policies that your offer needs',
  html: `<h1>A part of the offer is hidden</h1>
<p>The gateway {{ gatewayName }} does not have policies any more that products or plans need. They are hidden from developers until the policies are back; keys that were made with them are refused at the gateway meanwhile.</p>
{{ names | quote: "Hidden" }}
{{ link | button: "Open the gateway" }}`,
  text: `The gateway {{ gatewayName }} does not have policies any more that products or plans need. They are hidden from developers until the policies are back; keys that were made with them are refused at the gateway meanwhile.

{{ names | quote: "Hidden" }}

{{ link | button: "Open the gateway" }}`,
  because: 'you are an admin of {{ portalName }}.',
  sample: {
    gatewayName: 'Gateway',
    names: 'Payments (product), Standard (plan)',
    link: 'https://portal.example.com/admin/gateways/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
