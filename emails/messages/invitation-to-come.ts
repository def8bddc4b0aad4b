import type { MessageTemplate } from '../message-template';

/** To whom an admin made an account for, and who asks for a way in before any invitation: there is none to send yet. */
export const invitationToCome: MessageTemplate<'invitation-to-come'> = {
  title: 'Invitation to come',
  subject: 'Your account at {{ portalName }} needs an invitation',
  html: `<h1>Your account needs an invitation</h1>
<p>Hello {{ firstName }},</p>
<p>Somebody asked for a way in to {{ portalName }} with your email address. An account is prepared for you, but no invitation to it is open, so there is no password to choose yet.</p>
<p>If it was you, there is nothing you need to do: the admins of {{ portalName }} see that you asked, and can send you an invitation by mail.</p>
<p>If this was not you, ignore this mail. Nothing has changed.</p>`,
  text: `Hello {{ firstName }},

Somebody asked for a way in to {{ portalName }} with your email address. An account is prepared for you, but no invitation to it is open, so there is no password to choose yet.

If it was you, there is nothing you need to do: the admins of {{ portalName }} see that you asked, and can send you an invitation by mail.

If this was not you, ignore this mail. Nothing has changed.`,
  because: 'somebody asked for a way in to {{ portalName }} with this address.',
  sample: { firstName: 'Ada' },
};
