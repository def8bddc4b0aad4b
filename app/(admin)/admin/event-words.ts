/** Subjects and events whose names in the log are too short for somebody who reads them alone. */
const SUBJECTS: Record<string, string> = {
  api_token: 'API token',
  audit: 'audit log',
  change: 'changelog',
  image: 'picture',
  policy: 'gateway policy',
  third_party: 'other system',
};
const EVENTS: Record<string, string> = {
  'change.published': 'change published',
  'change.edited': 'change edited',
  'change.deleted': 'change deleted',
  'access_request.submitted_for': 'submitted for a developer',
  'access_request.routed': 'sent to whoever decides',
  'access_request.announced': 'told to another system',
  'access_request.announcement_failed': 'another system could not be told',
  'third_party.tested': 'test sent',
  'credential.tried': 'tried from the portal',
  'offer.hidden': 'hidden because its policy is gone',
  'offer.back': 'shown again',
  'offer.viewed_as': 'viewed as somebody else',
  'product.announced': 'news sent',
  'policy.refused': 'refused by the gateway',
};

/** An audit event's name as words: `access_request.link_sent_again` is *Access request: link sent again*. */
export function eventWords(event: string): string {
  const [subject = '', happened = ''] = event.split('.');
  return `${kindWords(subject)}: ${EVENTS[event] ?? happened.replaceAll('_', ' ')}`;
}

/** What stands before the dot of an event's name, as words. */
export function kindWords(kind: string): string {
  const words = SUBJECTS[kind] ?? kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
