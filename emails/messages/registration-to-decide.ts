import type { MessageTemplate } from '../message-template';

/** To each portal admin: a developer waits to be activated. */
export const registrationToDecide: MessageTemplate<'registration-to-decide'> = {
  title: 'Registration to decide (to admins)',
  subject: 'Registration to decide: {{ developerName }}',
  html: `<h1>A developer is waiting for approval</h1>
<p>A developer registered at {{ portalName }} and confirmed the email address. They can use nothing until you activate them.</p>
{{ developerName | fact: "Name" }}
{{ developerEmail | fact: "Email" }}
{{ link | button: "Open the registration" }}`,
  text: `A developer registered at {{ portalName }} and confirmed the email address. They can use nothing until you activate them.

{{ developerName | fact: "Name" }}
{{ developerEmail | fact: "Email" }}

{{ link | button: "Open the registration" }}`,
  because: 'you are an admin of {{ portalName }}.',
  sample: {
    developerName: 'Ada Lovelace',
    developerEmail: 'ada@acme.example',
    link: 'https://portal.example.com/admin/users/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b40',
  },
};
