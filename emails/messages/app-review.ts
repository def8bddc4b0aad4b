import type { MessageTemplate } from '../message-template';

/** To the owner of an app: is it still needed? */
export const appReview: MessageTemplate<'app-review'> = {
  title: 'App to be confirmed',
  subject: 'Do you still need {{ appName }}?',
  html: `<h1>Is {{ appName }} still needed?</h1>
<p>Hello {{ firstName }},</p>
<p>{{ portalName }} asks from time to time whether apps and their keys are still needed. {{ keys }} can call APIs for {{ appName }}.</p>
<p>Look through them, revoke what nobody uses, and confirm the rest with one click.</p>
{{ link | button: "Open the app" }}`,
  text: `Hello {{ firstName }},

{{ portalName }} asks from time to time whether apps and their keys are still needed. {{ keys }} can call APIs for {{ appName }}.

Look through them, revoke what nobody uses, and confirm the rest with one click.

{{ link | button: "Open the app" }}`,
  because: 'you may use the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    keys: '3 keys',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43',
  },
};
