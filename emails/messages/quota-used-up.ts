import type { MessageTemplate } from '../message-template';

/** To the people of a key: nothing of its quota is left. */
export const quotaUsedUp: MessageTemplate<'quota-used-up'> = {
  title: 'Quota used up',
  subject: '{{ appName }} has used up its quota',
  html: `<h1>The quota is used up</h1>
<p>Hello {{ firstName }},</p>
<p>The key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}, has made all of its {{ max }} calls. Further calls are refused. {{ renews }}</p>
{{ link | button: "Open the key" }}
<p>If this is too little, ask for another plan on the page of the key.</p>`,
  text: `Hello {{ firstName }},

The key {{ keyName }} of {{ appName }} at {{ portalName }}, which ends in {{ lastFour }}, has made all of its {{ max }} calls. Further calls are refused. {{ renews }}

{{ link | button: "Open the key" }}

If this is too little, ask for another plan on the page of the key.`,
  because: 'you may use the app {{ appName }} at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    keyName: 'Payments',
    lastFour: '9f3c',
    max: '10,000',
    renews: 'The quota renews on 1 December 2026, 09:30 UTC.',
    link: 'https://portal.example.com/apps/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b43/keys/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b44',
  },
};
