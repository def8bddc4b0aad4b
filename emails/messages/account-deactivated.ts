import type { MessageTemplate } from '../message-template';

/** To a developer whom an admin has deactivated. */
export const accountDeactivated: MessageTemplate<'account-deactivated'> = {
  title: 'Account deactivated',
  subject: 'Your account at {{ portalName }} was deactivated',
  html: `<h1>Your account was deactivated</h1>
<p>Hello {{ firstName }},</p>
<p>An admin deactivated your account at {{ portalName }}. You were logged out everywhere and cannot log in any more.</p>
<p>If you think that this is a mistake, ask the people who run {{ portalName }}.</p>`,
  text: `Hello {{ firstName }},

An admin deactivated your account at {{ portalName }}. You were logged out everywhere and cannot log in any more.

If you think that this is a mistake, ask the people who run {{ portalName }}.`,
  because: 'you had an account at {{ portalName }}.',
  sample: { firstName: 'Ada' },
};
