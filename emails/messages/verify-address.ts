import type { MessageTemplate } from '../message-template';

/** To somebody who has just registered: prove that this address is yours. */
export const verifyAddress: MessageTemplate<'verify-address'> = {
  title: 'Verify address',
  subject: 'Confirm your email address for {{ portalName }}',
  html: `<h1>Confirm your email address</h1>
<p>Hello {{ firstName }},</p>
<p>Your registration at {{ portalName }} is almost complete. Confirm that this address is yours to go on.</p>
{{ link | button: "Confirm address" }}
<p>The link works once, for {{ hours | count: "hour" }}. After that, log in and ask for a new one.</p>
<p>If this was not you, ignore this mail. Without the confirmation the account cannot be used.</p>`,
  text: `Hello {{ firstName }},

Your registration at {{ portalName }} is almost complete. Confirm that this address is yours to go on.

{{ link | button: "Confirm address" }}

The link works once, for {{ hours | count: "hour" }}. After that, log in and ask for a new one.

If this was not you, ignore this mail. Without the confirmation the account cannot be used.`,
  because: 'somebody registered at {{ portalName }} with this address.',
  sample: { firstName: 'Ada', link: 'https://portal.example.com/auth/verify?token=sample-token', hours: 24 },
};
