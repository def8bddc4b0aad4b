import type { AuditEventName } from '../audit-events';

/** Chosen alone, an endpoint is told of every event of this list, also of those that later versions add. */
export const EVERYTHING = '*';
/** What a test message is called; no endpoint chooses it. */
export const TEST_EVENT = 'webhook.test';

/** An event that an endpoint can choose, with a sentence about it. */
export type WebhookEvent = { event: AuditEventName; about: string };
/** Events of one kind, as the form shows them. */
export type WebhookEventGroup = { title: string; events: readonly WebhookEvent[] };

/**
 * The closed list of what programs outside are told of, as the form offers it. A part of the audit log: nothing about
 * logins, second factors, sessions, drafts, carts, views and reads, and nothing about webhooks themselves.
 */
export const webhookEventGroups: readonly WebhookEventGroup[] = [
  group('Developers', {
    'user.registered': 'A developer has registered.',
    'user.created': 'An admin has made an account for a developer.',
    'user.invited': 'Somebody was invited again to set up an account.',
    'user.address_verified': 'A developer has confirmed the email address.',
    'user.activated': 'A developer was activated.',
    'user.declined': 'A registration was declined.',
    'user.deactivated': 'A developer was deactivated.',
    'user.profile_changed': 'A name or another part of a profile was changed.',
    'user.sign_up_values_changed': 'Answers of the sign-up form were changed.',
    'user.address_changed': 'A developer has another email address.',
    'user.password_reset_requested': 'Somebody asked for a link to set a new password.',
    'user.password_reset': 'A password was set anew by a link.',
    'user.moved': 'A developer was moved to another organization.',
    'user.deleted': 'An account was deleted.',
  }),
  group('Organizations', {
    'organization.requested': 'A developer asks for an organization.',
    'organization.created': 'An admin has made an organization.',
    'organization.approved': 'An organization was approved.',
    'organization.rejected': 'An organization was rejected.',
    'organization.request_withdrawn': 'A request for an organization was withdrawn.',
    'organization.renamed': 'An organization has another name.',
    'organization.changed': 'Settings of an organization were changed.',
    'organization.contacts_changed': 'The contacts of an organization were changed.',
    'organization.domain_added': 'An organization has another email domain.',
    'organization.domain_removed': 'An email domain of an organization was removed.',
    'organization.suspended': 'An organization was suspended.',
    'organization.resumed': 'An organization was resumed.',
    'organization.closing_requested': 'An organization will be closed.',
    'organization.closing_cancelled': 'An organization will not be closed after all.',
    'organization.closed': 'An organization was closed.',
    'organization.deleted': 'An organization was deleted.',
    'organization.keys_ended': 'All keys of an organization were revoked.',
  }),
  group('Members and teams', {
    'invitation.sent': 'Somebody was invited to an organization.',
    'invitation.accepted': 'An invitation was accepted.',
    'invitation.declined': 'An invitation was declined.',
    'invitation.withdrawn': 'An invitation was withdrawn.',
    'join_request.submitted': 'Somebody asks to join an organization.',
    'join_request.accepted': 'A request to join was accepted.',
    'join_request.declined': 'A request to join was declined.',
    'join_request.withdrawn': 'A request to join was withdrawn.',
    'invite_code.issued': 'An invite code was issued.',
    'invite_code.changed': 'An invite code was changed.',
    'invite_code.redeemed': 'Somebody has registered with an invite code.',
    'member.joined': 'Somebody has become a member of an organization.',
    'member.changed': 'Role or teams of a member were changed.',
    'member.role_changed': 'A member has another role.',
    'member.left': 'A member has left an organization.',
    'member.removed': 'A member was removed from an organization.',
    'team.created': 'A team was made.',
    'team.renamed': 'A team has another name.',
    'team.deleted': 'A team was deleted.',
    'team.member_added': 'Somebody was added to a team.',
    'team.member_removed': 'Somebody was removed from a team.',
  }),
  group('Apps', {
    'app.created': 'An app was made.',
    'app.changed': 'An app was changed.',
    'app.transferred': 'An app has another owner.',
    'app.moved': 'An app was moved to another organization.',
    'app.review_asked': 'An owner was asked whether an app is still needed.',
    'app.confirmed': 'An owner has confirmed that an app is still needed.',
    'app.keys_ended': 'All keys of an app were revoked.',
    'app.deleted': 'An app was deleted.',
  }),
  group('Requests', {
    'access_request.submitted': 'A developer asks for access.',
    'access_request.submitted_for': 'An admin or a program has asked for access for a developer.',
    'access_request.approved': 'A request was approved, by a person, a rule or another system.',
    'access_request.declined': 'A request was declined.',
    'access_request.cancelled': 'A request was cancelled by its developer.',
    'access_request.withdrawn': 'An approval was withdrawn.',
    'access_request.fulfilled': 'What a request asked for was done.',
    'access_request.information_asked': 'Somebody who decides asks for more information.',
    'access_request.information_given': 'A developer has given more information.',
    'access_request.nudged': 'A developer reminds those who decide.',
    'access_request.assigned': 'Somebody takes care of a request.',
    'access_request.unassigned': 'Nobody takes care of a request any more.',
    'access_request.routed': 'A rule has said who decides a request.',
    'access_request.handed_to_admins': 'Admins decide a request in the place of another system.',
    'access_request.announcement_failed': 'The other system did not take the announcement of a request.',
  }),
  group('Keys', {
    'credential.prepared': 'A key was ordered and waits for its developer.',
    'credential.claimed': 'A developer has asked for the key of an approved request.',
    'credential.activated': 'A key works at the gateway.',
    'credential.failed': 'The gateway refuses a key.',
    'credential.renamed': 'A key has another name.',
    'credential.regenerated': 'A key is replaced by a new one.',
    'credential.grace_changed': 'A replaced key ends at another time.',
    'credential.renewed': 'A key expires later.',
    'credential.terms_changed': 'A key has another plan or other products.',
    'credential.suspended': 'A key was suspended.',
    'credential.resumed': 'A suspended key works again.',
    'credential.holder_told': 'The holder of a key was told that it expires, is unused, or has little quota left.',
    'credential.expired': 'A key has expired.',
    'credential.revoke_requested': 'A key shall be revoked.',
    'credential.revoked': 'A key was revoked: it is gone from the gateway.',
    'credential.repaired': 'A key was made again as it should be at the gateway.',
    'credential.imported': 'A key that exists at the gateway was attached to an app.',
    'credential.found': 'Somebody has reported a key that was found in the open.',
  }),
  group('Products, plans and catalogs', {
    'product.created': 'A product was made.',
    'product.changed': 'A product was changed.',
    'product.published': 'A product was published.',
    'product.unpublished': 'A product was unpublished.',
    'product.deprecated': 'A product was deprecated.',
    'product.undeprecated': 'A product is not deprecated any more.',
    'product.retired': 'A product was retired.',
    'product.deleted': 'A product was deleted.',
    'change.published': 'A change of a product was published.',
    'plan.created': 'A plan was made.',
    'plan.changed': 'A plan was changed.',
    'plan.archived': 'A plan was archived.',
    'plan.restored': 'An archived plan was restored.',
    'plan.deleted': 'A plan was deleted.',
    'catalog.created': 'A catalog was made.',
    'catalog.changed': 'A catalog was changed.',
    'catalog.deleted': 'A catalog was deleted.',
    'offer.hidden': 'Products or plans are hidden, because the gateway has lost what they need.',
    'offer.back': 'Products or plans are back.',
  }),
  group('Documentation', {
    'document.went_live': 'A new description of an API is live.',
    'document.failed': 'A description of an API could not be read.',
    'document.deleted': 'A description of an API was deleted.',
    'guide.created': 'A guide was made.',
    'guide.changed': 'A guide was changed.',
    'guide.deleted': 'A guide was deleted.',
    'page.published': 'A page was published.',
    'page.unpublished': 'A page was unpublished.',
  }),
  group('Gateways', {
    'gateway.added': 'A gateway was added.',
    'gateway.changed': 'A gateway was changed.',
    'gateway.removed': 'A gateway was removed.',
    'gateway.synchronized': 'APIs and policies of a gateway were read.',
    'gateway.reconciled': 'Keys of a gateway were compared and repaired.',
    'policy.written': 'A policy of the portal was written to a gateway.',
    'policy.refused': 'A gateway refuses a policy of the portal.',
    'gateway_key.quarantined': 'The gateway has a key of the portal that nobody knows.',
    'gateway_key.deleted': 'A key that nobody knows was deleted at the gateway.',
  }),
  group('Portal', {
    'admin.created': 'An admin was made.',
    'admin.changed': 'An admin was changed.',
    'admin.activated': 'An admin was activated.',
    'admin.deactivated': 'An admin was deactivated.',
    'admin.removed': 'An admin was removed.',
    'settings.changed': 'Settings were changed.',
    'approval_rule.created': 'A rule for approving was made.',
    'approval_rule.changed': 'A rule for approving was changed.',
    'approval_rule.deleted': 'A rule for approving was deleted.',
    'api_token.created': 'A token was made.',
    'api_token.revoked': 'A token was revoked.',
    'mail.failed': 'A mail could not be sent.',
  }),
];

/** All of them, in the order of the form. */
export const webhookEvents: readonly WebhookEvent[] = webhookEventGroups.flatMap(({ events }) => events);

const names: ReadonlySet<string> = new Set(webhookEvents.map(({ event }) => event));

/** Whether an endpoint may be told of it. */
export function isWebhookEvent(event: string): event is AuditEventName {
  return names.has(event);
}

function group(title: string, events: Partial<Record<AuditEventName, string>>): WebhookEventGroup {
  return { title, events: Object.entries(events).map(([event, about]) => ({ event: event as AuditEventName, about })) };
}
