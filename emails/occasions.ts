import type { MessageName } from '@/core/ports/messages';

/** When a message is sent and to whom, for the admins who word it. */
export type Occasion = { sentWhen: string; sentTo: string };

const requester = 'Whoever requested access';
const keyHolder = 'Whoever made the key';
const keyPeople = 'Whoever made the key, requested it, or owns the app';
const productUsers = 'Whoever has a key for the product or watches it';
const deciders = 'Each admin who may decide';
const superAdmins = 'The super admins';
const withContacts = 'The super admins, and the contacts of the organization';

/** The occasions of all messages. */
export const occasions: Record<MessageName, Occasion> = {
  'verify-address': { sentWhen: 'Somebody registers, or asks for the link again', sentTo: 'The person registering' },
  'address-already-known': { sentWhen: 'Somebody registers with a known address', sentTo: 'The owner of the address' },
  'registration-received': { sentWhen: 'An address is verified and an admin has to decide', sentTo: 'The developer' },
  'registration-to-decide': { sentWhen: 'A developer waits to be activated', sentTo: deciders },
  'account-activated': { sentWhen: 'A developer may log in', sentTo: 'The developer' },
  'registration-declined': { sentWhen: 'An admin declines a registration', sentTo: 'The developer' },
  'account-deactivated': { sentWhen: 'An admin deactivates a developer', sentTo: 'The developer' },
  'account-deleted': { sentWhen: 'An account is deleted', sentTo: 'The address that it had' },
  'admin-invitation': { sentWhen: 'An owner adds an admin', sentTo: 'The new admin' },
  'password-reset': { sentWhen: 'Somebody forgot the password', sentTo: 'The owner of the account' },
  'password-changed': { sentWhen: 'A password was changed', sentTo: 'The owner of the account' },
  'email-change-confirm': { sentWhen: 'Somebody asks to change the address', sentTo: 'The new address' },
  'email-changed': { sentWhen: 'An address was changed', sentTo: 'The old address' },
  'second-factor-changed': {
    sentWhen: 'A passkey, an authenticator app or the recovery codes were changed',
    sentTo: 'The owner of the account',
  },
  invitation: { sentWhen: 'Somebody is invited, or the invitation is sent again', sentTo: 'The invited address' },
  'invitation-to-come': {
    sentWhen: 'Somebody without an open invitation asks for a way in',
    sentTo: 'The owner of an account that an admin made',
  },
  'invitation-accepted': { sentWhen: 'An invitation is accepted', sentTo: 'Whoever invited' },
  'invitation-declined': { sentWhen: 'An invitation is declined', sentTo: 'Whoever invited' },
  'member-changed': { sentWhen: 'A member’s role or teams are changed', sentTo: 'The member' },
  'member-removed': { sentWhen: 'A member is removed from an organization', sentTo: 'The person removed' },
  'join-request-to-decide': { sentWhen: 'Somebody asks to join an organization', sentTo: superAdmins },
  'join-request-accepted': { sentWhen: 'A request to join is accepted', sentTo: 'Whoever asked' },
  'join-request-declined': { sentWhen: 'A request to join is declined', sentTo: 'Whoever asked' },
  'organization-to-decide': { sentWhen: 'A developer asks for an organization', sentTo: deciders },
  'organization-approved': { sentWhen: 'An organization is approved', sentTo: 'Whoever asked for it' },
  'organization-rejected': { sentWhen: 'An organization is rejected', sentTo: 'Whoever asked for it' },
  'organization-suspended': { sentWhen: 'An admin suspends an organization', sentTo: withContacts },
  'organization-resumed': { sentWhen: 'An admin resumes an organization', sentTo: withContacts },
  'organization-closing': { sentWhen: 'A super admin asks to close an organization', sentTo: withContacts },
  'organization-closed': { sentWhen: 'An organization is closed', sentTo: withContacts },
  'request-to-decide': { sentWhen: 'Access is requested and an admin has to decide', sentTo: deciders },
  'requests-waiting': { sentWhen: 'Requests wait for longer than the settings say', sentTo: deciders },
  'request-nudged': {
    sentWhen: 'A developer reminds those who decide of a request',
    sentTo: 'The admin who takes care of it, else each who may decide',
  },
  'request-made-for': { sentWhen: 'An admin or a program asks for access in a developer’s name', sentTo: requester },
  'request-information-asked': {
    sentWhen: 'Somebody who decides asks about a request',
    sentTo: requester,
  },
  'request-information-given': {
    sentWhen: 'A developer writes about a request that waits',
    sentTo: 'Whoever asked, else each admin who may decide',
  },
  'request-unclaimed': {
    sentWhen: 'An approval will end because nobody generated the key',
    sentTo: requester,
  },
  'request-unclaimed-ended': {
    sentWhen: 'An approval has ended because nobody generated the key',
    sentTo: requester,
  },
  'request-approved-confirm': { sentWhen: 'A request is approved (secure delivery)', sentTo: requester },
  'request-approved-key': { sentWhen: 'The key of an approved request is made (plain delivery)', sentTo: requester },
  'request-declined': { sentWhen: 'A request is declined', sentTo: requester },
  'request-withdrawn': { sentWhen: 'An approval is withdrawn', sentTo: requester },
  'key-ready': { sentWhen: 'A key works at the gateway', sentTo: keyHolder },
  'key-regenerated': { sentWhen: 'A key was replaced by a new one', sentTo: keyHolder },
  'key-attached': { sentWhen: 'An admin has attached a key that exists to an app', sentTo: 'The owner of the app' },
  'key-changed': {
    sentWhen: 'The gateway has taken another plan or other products for a key',
    sentTo: 'Whoever asked for the change, and whoever made the key',
  },
  'key-revoked': { sentWhen: 'A key is gone from the gateway', sentTo: keyHolder },
  'key-expires': { sentWhen: 'A key will expire within the days of the settings', sentTo: keyPeople },
  'key-expired': { sentWhen: 'A key has expired', sentTo: keyPeople },
  'key-unused': { sentWhen: 'A key was not used for the days of the settings', sentTo: keyPeople },
  'quota-nearly-used': { sentWhen: '80 % of the quota of a key is used', sentTo: keyPeople },
  'quota-used-up': { sentWhen: 'The quota of a key is used up', sentTo: keyPeople },
  'key-found': { sentWhen: 'Somebody hands in a key that they found', sentTo: keyPeople },
  'key-found-admin': { sentWhen: 'Somebody hands in a key that they found', sentTo: 'Each owner and admin' },
  'app-review': { sentWhen: 'Apps have to be confirmed', sentTo: 'The owner of the app, else the super admins' },
  'key-failed': { sentWhen: 'The gateway refuses a key for good', sentTo: 'Each owner and admin' },
  'product-changed': { sentWhen: 'A change of a product is published and announced', sentTo: productUsers },
  'product-deprecated': { sentWhen: 'A product is deprecated', sentTo: productUsers },
  'product-retired': { sentWhen: 'A product is retired', sentTo: productUsers },
  'offer-hidden': {
    sentWhen: 'A policy of products or plans is gone from the gateway, so that they are hidden',
    sentTo: 'Each owner and admin',
  },
  'webhook-paused': {
    sentWhen: 'A webhook takes nothing any more, so that the portal pauses it',
    sentTo: 'Each owner and admin',
  },
};
