import type { MessageTemplate } from '../message-template';

/** To a developer whom an admin does not let in: why. */
export const registrationDeclined: MessageTemplate<'registration-declined'> = {
  title: 'Registration declined',
  subject: 'Your registration at {{ portalName }} was declined',
  html: `<h1>Your registration was declined</h1>
<p>Hello {{ firstName }}, an admin looked at your registration at {{ portalName }} and declined it. You cannot log in.</p>
{{ reason | quote: "Reason" }}
<p>If you think that this is a mistake, ask the people who run {{ portalName }}.</p>`,
  text: `Hello {{ firstName }}, an admin looked at your registration at {{ portalName }} and declined it. You cannot log in.

{{ reason | quote: "Reason" }}

If you think that this is a mistake, ask the people who run {{ portalName }}.`,
  because: 'you registered at {{ portalName }}.',
  sample: { firstName: 'Ada', reason: 'We work with companies only. Register again with the address of yours.' },
};
