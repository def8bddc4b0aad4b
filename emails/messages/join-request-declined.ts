import type { MessageTemplate } from '../message-template';

/** To somebody who asked to join and was not let in. */
export const joinRequestDeclined: MessageTemplate<'join-request-declined'> = {
  title: 'Request to join declined',
  subject: 'Your request to join {{ organizationName }} was declined',
  html: `<h1>Your request was declined</h1>
<p>Hello {{ firstName }},</p>
<p>A super admin of {{ organizationName }} declined your request to join it at {{ portalName }}. Your account and your apps stay as they are.</p>`,
  text: `Hello {{ firstName }},

A super admin of {{ organizationName }} declined your request to join it at {{ portalName }}. Your account and your apps stay as they are.`,
  because: 'you asked to join {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    organizationName: 'Acme',
  },
};
