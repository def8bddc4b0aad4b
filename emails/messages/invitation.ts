import type { MessageTemplate } from '../message-template';

/** To somebody whom a portal admin or a super admin invites into an organization. */
export const invitation: MessageTemplate<'invitation'> = {
  title: 'Invitation',
  subject: 'You are invited to join {{ organizationName }} at {{ portalName }}',
  html: `<h1>You are invited</h1>
<p>Hello {{ firstName }},</p>
<p>{{ inviterName }} invites you to join the organization {{ organizationName }} at {{ portalName }}. Accept the invitation to work on its apps together. Without an account yet, you choose a password there.</p>
{{ link | button: "Accept invitation" }}
<p>The invitation is for your address only. It works once, for {{ days | count: "day" }}.</p>
<p>If you do not know what this is about, ignore this mail. No account is made then.</p>`,
  text: `Hello {{ firstName }},

{{ inviterName }} invites you to join the organization {{ organizationName }} at {{ portalName }}. Accept the invitation to work on its apps together. Without an account yet, you choose a password there.

{{ link | button: "Accept invitation" }}

The invitation is for your address only. It works once, for {{ days | count: "day" }}.

If you do not know what this is about, ignore this mail. No account is made then.`,
  because: 'somebody invited this address to {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    inviterName: 'Grace Hopper',
    organizationName: 'Acme',
    link: 'https://portal.example.com/auth/invitation?token=sample-token',
    days: 7,
  },
};
