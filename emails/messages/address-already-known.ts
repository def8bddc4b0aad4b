import type { MessageTemplate } from '../message-template';

/** To the owner of an account whose address was used to register again; the form itself must not tell. */
export const addressAlreadyKnown: MessageTemplate<'address-already-known'> = {
  title: 'Address already known',
  subject: 'You already have an account at {{ portalName }}',
  html: `<h1>You already have an account</h1>
<p>Hello {{ firstName }},</p>
<p>Somebody tried to register at {{ portalName }} with your email address. You already have an account, so no new one was made and nothing has changed.</p>
<p>If it was you, log in with the password you have.</p>
{{ loginLink | button: "Log in" }}
{{ resetLink | link: "If you forgot your password, choose a new one here" }}
<p>If this was not you, there is nothing to do. Whoever it was has learned nothing about your account.</p>`,
  text: `Hello {{ firstName }},

Somebody tried to register at {{ portalName }} with your email address. You already have an account, so no new one was made and nothing has changed.

If it was you, log in with the password you have.

{{ loginLink | button: "Log in" }}

{{ resetLink | link: "If you forgot your password, choose a new one here" }}

If this was not you, there is nothing to do. Whoever it was has learned nothing about your account.`,
  because: 'somebody tried to register at {{ portalName }} with this address.',
  sample: {
    firstName: 'Ada',
    loginLink: 'https://portal.example.com/auth/login',
    resetLink: 'https://portal.example.com/auth/forgot',
  },
};
