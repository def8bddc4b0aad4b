import type { OrganizationEvent, OrganizationEventName } from '@/core/organizations/list-organization-events';

/** One sentence for each thing that an organization may read about itself; the compiler misses none. */
const sentences: Record<OrganizationEventName, (about: string) => string> = {
  'organization.created': () => 'The organization was created',
  'organization.approved': () => 'The organization was approved',
  'organization.renamed': (name) => `The organization was renamed to ${name}`,
  'organization.changed': () => 'Who sees addresses was changed',
  'organization.suspended': () => 'The organization was suspended',
  'organization.resumed': () => 'The organization was resumed',
  'organization.closing_requested': () => 'Closing the organization was asked for',
  'organization.closing_cancelled': () => 'Closing the organization was cancelled',
  'organization.contacts_changed': () => 'The contacts were changed',
  'organization.domain_added': (domain) => `The domain ${domain} was added`,
  'organization.domain_removed': (domain) => `The domain ${domain} was removed`,
  'organization.exported': () => 'The data of the organization was downloaded',
  'team.created': (name) => `Team ${name} was created`,
  'team.renamed': (name) => `A team was renamed to ${name}`,
  'team.deleted': (name) => `Team ${name} was deleted`,
  'team.member_added': (name) => `People joined team ${name}`,
  'team.member_removed': (name) => `People left team ${name}`,
  'member.joined': (name) => `${name} became a member`,
  'member.left': (name) => `${name} left`,
  'member.removed': (name) => `${name} was removed`,
  'member.role_changed': (name) => `${name} got another role`,
  'member.changed': (name) => `${name} was changed`,
  'invitation.sent': (name) => `${name} was invited`,
  'invitation.sent_again': (name) => `${name} was sent the invitation again`,
  'invitation.accepted': (name) => `${name} accepted the invitation`,
  'invitation.declined': (name) => `${name} declined the invitation`,
  'invitation.withdrawn': (name) => `The invitation of ${name} was withdrawn`,
  'join_request.submitted': (name) => `${name} asked to join`,
  'join_request.declined': (name) => `The request of ${name} to join was declined`,
  'join_request.withdrawn': (name) => `${name} withdrew the request to join`,
};

/** What happened, in words. Somebody who has deleted their account is no longer named. */
export function eventSentence({ event, about }: Pick<OrganizationEvent, 'event' | 'about'>): string {
  return sentences[event](about?.trim() || 'somebody').replace(/^somebody/, 'Somebody');
}
