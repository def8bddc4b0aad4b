import type { Actor } from '../identity/actor';
import type { MessageName } from '../ports/messages';

/** Kinds of mail that a person may do without; what they are about stands under the bell all the same. */
export const topics = {
  requests: {
    for: 'developer',
    label: 'Requests and keys',
    hint: 'Your access requests were decided; keys were made, replaced or revoked.',
  },
  joining: {
    for: 'developer',
    label: 'Invitations and joining',
    hint: 'Somebody answers an invitation or asks to join.',
  },
  organization: {
    for: 'developer',
    label: 'Organization',
    hint: 'Your organization was approved, suspended, resumed or closed; your role was changed.',
  },
  products: {
    for: 'developer',
    label: 'Products',
    hint: 'A product that you have a key for, or watch, has changed or will end.',
  },
  registrations: { for: 'admin', label: 'New registrations', hint: 'A developer waits to be activated.' },
  organization_requests: {
    for: 'admin',
    label: 'Organization requests',
    hint: 'A developer asks for an organization.',
  },
  key_requests: {
    for: 'admin',
    label: 'Access requests',
    hint: 'A developer asks for access and waits for a decision.',
  },
  problems: {
    for: 'admin',
    label: 'Problems',
    hint: 'A gateway refuses a key or lost what products and plans need, or a webhook is paused.',
  },
} as const satisfies Record<string, { for: 'developer' | 'admin'; label: string; hint: string }>;

/** One of them. */
export type Topic = keyof typeof topics;

/**
 * What each message is about; null for what nobody can do without: whoever takes over an account must not be able to
 * silence the mails that would tell its owner, and a link that somebody waits for has to come.
 */
export const topicOf: Record<MessageName, Topic | null> = {
  'verify-address': null,
  'address-already-known': null,
  'registration-received': null,
  'registration-to-decide': 'registrations',
  'registration-declined': null,
  'account-activated': null,
  'account-deactivated': null,
  'account-deleted': null,
  'password-reset': null,
  'password-changed': null,
  'email-change-confirm': null,
  'email-changed': null,
  'second-factor-changed': null,
  invitation: null,
  'invitation-to-come': null,
  'admin-invitation': null,
  'invitation-accepted': 'joining',
  'invitation-declined': 'joining',
  'member-changed': 'organization',
  'member-removed': null,
  'join-request-to-decide': 'joining',
  'join-request-accepted': 'joining',
  'join-request-declined': 'joining',
  'organization-to-decide': 'organization_requests',
  'organization-approved': 'organization',
  'organization-rejected': 'organization',
  'organization-suspended': 'organization',
  'organization-resumed': 'organization',
  'organization-closing': 'organization',
  'organization-closed': 'organization',
  'request-to-decide': 'key_requests',
  'requests-waiting': 'key_requests',
  'request-nudged': 'key_requests',
  'request-made-for': 'requests',
  'request-information-asked': 'requests',
  'request-information-given': 'key_requests',
  'request-unclaimed': 'requests',
  'request-unclaimed-ended': 'requests',
  'request-approved-confirm': 'requests',
  'request-approved-key': 'requests',
  'request-declined': 'requests',
  'request-withdrawn': 'requests',
  'key-ready': 'requests',
  'key-regenerated': 'requests',
  'key-attached': 'requests',
  'key-changed': 'requests',
  'key-revoked': 'requests',
  'key-expires': 'requests',
  'key-expired': 'requests',
  'key-unused': 'requests',
  'quota-nearly-used': 'requests',
  'quota-used-up': 'requests',
  'key-found': null,
  'key-found-admin': null,
  'app-review': 'requests',
  'key-failed': 'problems',
  'product-changed': 'products',
  'product-deprecated': 'products',
  'product-retired': 'products',
  'offer-hidden': 'problems',
  'webhook-paused': 'problems',
};

/** The topics that this person gets mails about. */
export function topicsFor(actor: Actor): Topic[] {
  return (Object.keys(topics) as Topic[]).filter((topic) => topics[topic].for === actor.kind);
}
