import { TEST_EVENT } from './events';

type Subject = { kind: string; id: string | null; organizationId?: string | null };

/** What is told of an event: the audit event, and where to look further. */
export type Told = {
  event: string;
  eventId: string;
  at: Date;
  subject: Subject;
  actor: { kind: string; id: string | null; name: string };
  detail: Record<string, unknown>;
};

/**
 * The body of a message, as every endpoint gets it with each attempt. Part of the product (docs/webhooks.md): members
 * are added, never renamed.
 */
export function messageOf({ event, eventId, at, subject, actor, detail }: Told, portalUrl: string): string {
  const { kind, id, organizationId = null } = subject;
  return JSON.stringify({
    type: event,
    timestamp: at.toISOString(),
    data: { eventId, subject: { kind, id }, organizationId, actor, detail, links: linksOf(event, subject, portalUrl) },
  });
}

/** A test: it looks like every other message, and is about nothing. */
export function testMessage(at: Date, webhook: { id: string; name: string }, portalUrl: string): string {
  const { id, name } = webhook;
  const links = { page: `${portalUrl}/admin/webhooks/${id}`, api: `${portalUrl}/api/v1/webhooks/${id}` };
  const data = { subject: { kind: 'webhook', id }, detail: { name, says: 'This is a test.' }, links };
  return JSON.stringify({ type: TEST_EVENT, timestamp: at.toISOString(), data });
}

/** Where an admin sees what it happened to, and where a program reads it; null where there is no such place. */
function linksOf(event: string, { kind, id }: Subject, portalUrl: string) {
  const place = id === null || event.startsWith('admin.') ? undefined : PLACES[kind];
  return {
    page: place?.page ? `${portalUrl}/admin/${place.page}/${id}` : null,
    api: place?.api ? `${portalUrl}/api/v1/${place.api}/${id}` : null,
  };
}

/** Pages that are called by a slug have none here: it may be another one by the time somebody follows the link. */
const PLACES: Readonly<Record<string, { page?: string; api?: string }>> = {
  user: { page: 'users', api: 'developers' },
  organization: { page: 'organizations', api: 'organizations' },
  team: { page: 'teams', api: 'teams' },
  app: { page: 'apps', api: 'apps' },
  access_request: { page: 'requests', api: 'requests' },
  credential: { api: 'credentials' },
  product: { api: 'products' },
  plan: { page: 'plans', api: 'plans' },
  catalog: { api: 'catalogs' },
  gateway: { page: 'gateways', api: 'gateways' },
  invite_code: { api: 'invite-codes' },
};
