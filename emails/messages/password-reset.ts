import type { MessageTemplate } from '../message-template';

/** To somebody who asked for a new password. */
export const passwordReset: MessageTemplate<'password-reset'> = {
  title: 'Password reset',
  subject: 'Choose a new password for {{ portalName }}',
  html: `<h1>Choose a new password</h1>
<p>Hello {{ firstName }},</p>
<p>Somebody asked for a new password for your account at {{ portalName }}. If it was you, choose one here.</p>
{{ link | button: "Choose a new password" }}
<p>The link works once, for {{ hours | count: "hour" }}. A new password logs you out everywhere.</p>
<p>If this was not you, ignore this mail. Your password stays as it is.</p>`,
  text: `Hello {{ firstName }},

Somebody asked for a new password for your account at {{ portalName }}. If it was you, choose one here.

{{ link | button: "Choose a new password" }}

The link works once, for {{ hours | count: "hour" }}. A new password logs you out everywhere.

If this was not you, ignore this mail. Your password stays as it is.`,
  because: 'somebody asked for a new password for the account with this address.',
  sample: { firstName: 'Ada', link: 'https://portal.example.com/auth/reset/code?token=sample-token', hours: 24 },
};
