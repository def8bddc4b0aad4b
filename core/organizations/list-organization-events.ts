import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { auditEvents } from '@/db/schema';
import type { AuditEventName } from '../audit-events';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';

/**
 * What members may know of their organization's history: who belongs to it and how it is arranged. Never an app or a
 * key. Whoever was let in has joined, so the request that was accepted is not told as well.
 */
const forMembers = [
  'organization.created',
  'organization.approved',
  'organization.renamed',
  'organization.changed',
  'organization.suspended',
  'organization.resumed',
  'organization.closing_requested',
  'organization.closing_cancelled',
  'team.created',
  'team.renamed',
  'team.deleted',
  'team.member_added',
  'team.member_removed',
  'member.joined',
  'member.left',
  'member.removed',
  'member.role_changed',
] as const satisfies AuditEventName[];

/** And what only super admins have to do with. */
const forSuperAdmins = [
  'organization.contacts_changed',
  'organization.domain_added',
  'organization.domain_removed',
  'organization.exported',
  'member.changed',
  'invitation.sent',
  'invitation.sent_again',
  'invitation.accepted',
  'invitation.declined',
  'invitation.withdrawn',
  'join_request.submitted',
  'join_request.declined',
  'join_request.withdrawn',
] as const satisfies AuditEventName[];

/** The events that people of an organization read of it. */
export type OrganizationEventName = (typeof forMembers)[number] | (typeof forSuperAdmins)[number];
/** `about`: the team's, the person's or the organization's name at that time, where the event carries it. */
export type OrganizationEvent = {
  id: string;
  at: Date;
  event: OrganizationEventName;
  by: string;
  about: string | null;
};

const SHOWN_DEFAULT = 20;
/** A whole history, for an export. */
const SHOWN_MAX = 10_000;

/**
 * What happened in the reader's own organization, newest first, as far as their role may know it. People who work for
 * the provider are not named; who was not logged in is called by the name that the event is about. Throws `not_found`
 * for everybody who is not at home in a real organization.
 */
export async function listOrganizationEvents(
  ctx: Context,
  input: { limit?: number } = {},
): Promise<OrganizationEvent[]> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor) || actor.organization.isDefault) throw notFound();
  const names = actor.role === 'super_admin' ? [...forMembers, ...forSuperAdmins] : [...forMembers];
  return ctx.db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      event: sql<OrganizationEventName>`${auditEvents.event}`,
      by: sql<string>`case ${auditEvents.actorKind} when 'admin' then 'A portal admin' when 'token' then 'A portal admin'
        when 'developer' then ${auditEvents.actorLabel}
        when 'anonymous' then coalesce(nullif(trim(${about}), ''), 'Somebody who was not logged in') else 'The portal' end`,
      about,
    })
    .from(auditEvents)
    .where(and(eq(auditEvents.organizationId, actor.organization.id), inArray(auditEvents.event, names)))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(Math.min(input.limit ?? SHOWN_DEFAULT, SHOWN_MAX));
}

/** A person is named as they are called now, unless they have deleted their account; never by address. */
const about = sql<string | null>`case
  when audit_events.subject_kind = 'user' then (select person.first_name || ' ' || person.last_name from users person
    where person.id = audit_events.subject_id and person.deleted_at is null)
  when audit_events.subject_kind = 'invitation' then (select invited.first_name || ' ' || invited.last_name
    from invitations invited where invited.id = audit_events.subject_id)
  when audit_events.event = 'organization.renamed' then audit_events.detail ->> 'to'
  when audit_events.event like 'organization.domain%' then audit_events.detail ->> 'domain'
  when audit_events.subject_kind in ('team', 'join_request') then audit_events.detail ->> 'name' end`;
