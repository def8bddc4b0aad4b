import type { MessageTemplate } from '../message-template';

/** To a developer whom an admin has activated. */
export const accountActivated: MessageTemplate<'account-activated'> = {
  title: 'Account activated',
  subject: 'Your account at {{ portalName }} is active',
  html: `<h1>Your account is active</h1>
<p>Hello {{ firstName }},</p>
<p>Your account at {{ portalName }} is now active. You can log in, look at the products and request access to them.</p>
{{ link | button: "Log in" }}`,
  text: `Hello {{ firstName }},

Your account at {{ portalName }} is now active. You can log in, look at the products and request access to them.

{{ link | button: "Log in" }}`,
  because: 'you have an account at {{ portalName }}.',
  sample: { firstName: 'Ada', link: 'https://portal.example.com/auth/login' },
};
