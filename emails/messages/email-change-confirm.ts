import type { MessageTemplate } from '../message-template';

/** To the new address of somebody who changes theirs: nothing changes until its link is opened. */
export const emailChangeConfirm: MessageTemplate<'email-change-confirm'> = {
  title: 'Confirm a new address',
  subject: 'Confirm your new address at {{ portalName }}',
  html: `<h1>Confirm your new address</h1>
<p>Hello {{ firstName }},</p>
<p>You want to log in to {{ portalName }} with {{ newEmail }} from now on. Confirm that this address is yours.</p>
{{ link | button: "Confirm address" }}
<p>The link works once, for {{ hours | count: "hour" }}. Until then your old address stays.</p>
<p>If this was not you, ignore this mail. Nothing changes then.</p>`,
  text: `Hello {{ firstName }},

You want to log in to {{ portalName }} with {{ newEmail }} from now on. Confirm that this address is yours.

{{ link | button: "Confirm address" }}

The link works once, for {{ hours | count: "hour" }}. Until then your old address stays.

If this was not you, ignore this mail. Nothing changes then.`,
  because: 'somebody asked {{ portalName }} to send mails to this address.',
  sample: {
    firstName: 'Ada',
    newEmail: 'ada@analytical.example',
    link: 'https://portal.example.com/auth/change-email?token=sample-token',
    hours: 24,
  },
};
