import type { MessageTemplate } from '../message-template';

/** To a developer whose address is verified and who now waits for an admin. */
export const registrationReceived: MessageTemplate<'registration-received'> = {
  title: 'Registration received',
  subject: 'Your registration at {{ portalName }} is waiting for approval',
  html: `<h1>Your registration is waiting for approval</h1>
<p>Hello {{ firstName }},</p>
<p>Thank you for registering at {{ portalName }}. Your email address is confirmed. Now an admin looks at your registration.</p>
<p>There is nothing you need to do. You get another mail when your account is active.</p>`,
  text: `Hello {{ firstName }},

Thank you for registering at {{ portalName }}. Your email address is confirmed. Now an admin looks at your registration.

There is nothing you need to do. You get another mail when your account is active.`,
  because: 'you registered at {{ portalName }}.',
  sample: { firstName: 'Ada' },
};
