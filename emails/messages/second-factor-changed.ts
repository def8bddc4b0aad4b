import type { MessageTemplate } from '../message-template';

/** To somebody whose ways to prove who they are were changed, by them or by a thief. */
export const secondFactorChanged: MessageTemplate<'second-factor-changed'> = {
  title: 'Two-factor authentication changed',
  subject: 'Two-factor authentication of your account at {{ portalName }} was changed',
  html: `<h1>Two-factor authentication was changed</h1>
<p>Hello {{ firstName }},</p>
<p>Something changed in how you prove who you are at {{ portalName }}.</p>
{{ change | fact: "What changed" }}
<p>If this was you, there is nothing to do.</p>
<p>If this was not you, somebody else may be using your account. Look at your security settings, change your password and sign out everywhere.</p>
{{ link | button: "Open your security settings" }}`,
  text: `Hello {{ firstName }},

Something changed in how you prove who you are at {{ portalName }}.

{{ change | fact: "What changed" }}

If this was you, there is nothing to do.

If this was not you, somebody else may be using your account. Look at your security settings, change your password and sign out everywhere.

{{ link | button: "Open your security settings" }}`,
  because: 'you have an account at {{ portalName }} and its security settings were changed.',
  sample: {
    firstName: 'Ada',
    change: 'A passkey was added.',
    link: 'https://portal.example.com/profile',
  },
};
