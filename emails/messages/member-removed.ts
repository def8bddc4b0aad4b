import type { MessageTemplate } from '../message-template';

/** To somebody who was removed from an organization. */
export const memberRemoved: MessageTemplate<'member-removed'> = {
  title: 'Removed from an organization',
  subject: 'You are no longer a member of {{ organizationName }}',
  html: `<h1>You were removed from {{ organizationName }}</h1>
<p>Hello {{ firstName }},</p>
<p>You are no longer a member of {{ organizationName }} at {{ portalName }}. The apps of {{ organizationName }} stay with it, and you can no longer see them or their keys.</p>
<p>Your account stays. You can log in and ask for access with apps of your own.</p>
{{ link | button: "Open the portal" }}`,
  text: `Hello {{ firstName }},

You are no longer a member of {{ organizationName }} at {{ portalName }}. The apps of {{ organizationName }} stay with it, and you can no longer see them or their keys.

Your account stays. You can log in and ask for access with apps of your own.

{{ link | button: "Open the portal" }}`,
  because: 'you were a member of {{ organizationName }} at {{ portalName }}.',
  sample: {
    firstName: 'Tom',
    organizationName: 'Acme',
    link: 'https://portal.example.com/apps',
  },
};
