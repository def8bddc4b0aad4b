import { eq, sql } from 'drizzle-orm';
import { accessRequests, apps, catalogs, type FieldAnswer, organizations, type PlanTerms, users } from '@/db/schema';
import type { Context } from '../context';

/** What the other system is told of a request, and what the job has to know of it. */
export type Announcement = {
  status: (typeof accessRequests.$inferSelect)['status'];
  decider: (typeof accessRequests.$inferSelect)['decider'];
  announcedAt: Date | null;
  announceError: string | null;
  organizationId: string;
  /** The `data` of the message. Documented in docs/third-party-decisions.md; part of the product. */
  data: AnnouncedRequest;
};

/** A request as the other system reads it. */
export type AnnouncedRequest = {
  id: string;
  /** Where an admin sees it. */
  url: string;
  createdAt: string;
  /** Until then the other system decides; afterwards admins do. */
  decideUntil: string | null;
  app: { id: string; name: string };
  organization: { id: string; name: string };
  requester: { id: string; email: string; firstName: string; lastName: string } | null;
  catalog: { slug: string; name: string } | null;
  products: { slug: string; name: string }[];
  plan: Pick<
    PlanTerms,
    | 'slug'
    | 'displayName'
    | 'rateRequests'
    | 'ratePerSeconds'
    | 'quotaRequests'
    | 'quotaPeriodSeconds'
    | 'keyLifetimeDays'
  >;
  answers: Pick<FieldAnswer, 'name' | 'label' | 'value'>[];
  /** The request whose plan or products it asks to change. */
  changesRequestId: string | null;
};

/** Reads a request as it is announced; null when there is none. */
export async function readAnnouncement(ctx: Context, requestId: string): Promise<Announcement | null> {
  const [row] = await ctx.db
    .select({
      request: accessRequests,
      app: { id: apps.id, name: apps.name },
      organization: { id: organizations.id, name: organizations.name },
      requester: { id: users.id, email: users.email, firstName: users.firstName, lastName: users.lastName },
      catalog: { slug: catalogs.slug, name: catalogs.displayName },
      products: sql<{ slug: string; name: string }[]>`(select coalesce(json_agg(json_build_object(
        'slug', products.slug, 'name', products.display_name) order by products.display_name), '[]')
        from access_request_products asked join products on products.id = asked.product_id
        where asked.access_request_id = ${accessRequests.id})`,
    })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .innerJoin(organizations, eq(organizations.id, accessRequests.organizationId))
    .leftJoin(users, eq(users.id, accessRequests.requestedBy))
    .leftJoin(catalogs, eq(catalogs.id, accessRequests.catalogId))
    .where(eq(accessRequests.id, requestId));
  if (!row) return null;
  const { request, ...around } = row;
  const { status, decider, announcedAt, announceError, organizationId } = request;
  const { id, createdAt, thirdPartyUntil, terms, answers, changesRequestId } = request;
  return {
    ...{ status, decider, announcedAt, announceError, organizationId },
    data: {
      id,
      url: `${ctx.portalUrl}/admin/requests/${id}`,
      createdAt: createdAt.toISOString(),
      decideUntil: thirdPartyUntil?.toISOString() ?? null,
      ...around,
      plan: toldOf(terms),
      answers: answers.map(({ name, label, value }) => ({ name, label, value })),
      changesRequestId,
    },
  };
}

/** Of the terms what people agree on; which policies of the gateway stand behind them is nobody's business. */
function toldOf(terms: PlanTerms): AnnouncedRequest['plan'] {
  const { slug, displayName, rateRequests, ratePerSeconds, quotaRequests, quotaPeriodSeconds, keyLifetimeDays } = terms;
  return { slug, displayName, rateRequests, ratePerSeconds, quotaRequests, quotaPeriodSeconds, keyLifetimeDays };
}
