import type { MessageTemplate } from '../message-template';

/** To the requester: those who decide need an answer first. */
export const requestInformationAsked: MessageTemplate<'request-information-asked'> = {
  title: 'Question about a request',
  subject: 'A question about your access request for {{ appName }}',
  html: `<h1>Your answer is needed</h1>
<p>Hello {{ firstName }},</p>
<p>Your request for {{ appName }} at {{ portalName }} cannot be decided yet. Whoever looks at it asks you:</p>
{{ question | quote: "Question" }}
{{ productNames | fact: "Products" }}
{{ link | button: "Answer" }}
<p>The request waits for your answer. Everybody who shares the app can give it.</p>`,
  text: `Hello {{ firstName }},

Your request for {{ appName }} at {{ portalName }} cannot be decided yet. Whoever looks at it asks you:

{{ question | quote: "Question" }}

{{ productNames | fact: "Products" }}

{{ link | button: "Answer" }}

The request waits for your answer. Everybody who shares the app can give it.`,
  because: 'you requested access at {{ portalName }}.',
  sample: {
    firstName: 'Ada',
    appName: 'Shop checkout',
    productNames: 'Payments, Orders',
    question: 'Which shops will use the app, and from which countries will they call?',
    link: 'https://portal.example.com/requests/0192f0c1-7a10-7d6e-9c3b-2f6a5d1e8b42#messages',
  },
};
