import type { MessageTemplate } from '../message-template';

/** The last mail to somebody whose account is gone. */
export const accountDeleted: MessageTemplate<'account-deleted'> = {
  title: 'Account deleted',
  subject: 'Your account at {{ portalName }} was deleted',
  html: `<h1>Your account was deleted</h1>
<p>Hello {{ firstName }},</p>
<p>Your account at {{ portalName }} was deleted. You can no longer log in, and your name and address were removed.</p>
<p>If you did not expect this, write to the people who run {{ portalName }}.</p>`,
  text: `Hello {{ firstName }},

Your account at {{ portalName }} was deleted. You can no longer log in, and your name and address were removed.

If you did not expect this, write to the people who run {{ portalName }}.`,
  because: 'you had an account at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
  },
};
