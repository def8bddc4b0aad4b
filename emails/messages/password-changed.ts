import type { MessageTemplate } from '../message-template';

/** To somebody whose password was changed, by them or by a thief. */
export const passwordChanged: MessageTemplate<'password-changed'> = {
  title: 'Password changed',
  subject: 'Your password at {{ portalName }} was changed',
  html: `<h1>Your password was changed</h1>
<p>Hello {{ firstName }},</p>
<p>The password of your account at {{ portalName }} was changed. If this was you, there is nothing to do.</p>
<p>If this was not you, somebody else may be using your account. Choose a new password now. It logs everybody out.</p>
{{ resetLink | button: "Choose a new password" }}`,
  text: `Hello {{ firstName }},

The password of your account at {{ portalName }} was changed. If this was you, there is nothing to do.

If this was not you, somebody else may be using your account. Choose a new password now. It logs everybody out.

{{ resetLink | button: "Choose a new password" }}`,
  because: 'you have an account at {{ portalName }} and its password was changed.',
  sample: { firstName: 'Ada', resetLink: 'https://portal.example.com/auth/forgot' },
};
