import type { MessageTemplate } from '../message-template';

/** To the old address of somebody whose address was changed, by them or by a thief. */
export const emailChanged: MessageTemplate<'email-changed'> = {
  title: 'Address changed (to the old address)',
  subject: 'Your address at {{ portalName }} was changed',
  html: `<h1>Your address was changed</h1>
<p>Hello {{ firstName }},</p>
<p>Your account at {{ portalName }} has a new address. Mails go there from now on, and it is what you log in with.</p>
{{ newEmail | fact: "New address" }}
<p>If this was you, there is nothing to do.</p>
<p>If this was not you, somebody else is using your account. Tell the people who run {{ portalName }} at once. If you can still log in, with the new address, choose a new password. It logs everybody else out.</p>
{{ link | button: "Choose a new password" }}`,
  text: `Hello {{ firstName }},

Your account at {{ portalName }} has a new address. Mails go there from now on, and it is what you log in with.

{{ newEmail | fact: "New address" }}

If this was you, there is nothing to do.

If this was not you, somebody else is using your account. Tell the people who run {{ portalName }} at once. If you can still log in, with the new address, choose a new password. It logs everybody else out.

{{ link | button: "Choose a new password" }}`,
  because: 'this was the address of an account at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    newEmail: 'ada@analytical.example',
    link: 'https://portal.example.com/profile/security',
  },
};
