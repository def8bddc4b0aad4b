import { and, eq, exists, inArray, isNull, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import {
  accessRequests,
  apps,
  catalogOrganizations,
  catalogProducts,
  catalogs,
  catalogTeams,
  credentials,
  invitations,
  joinRequests,
  organizations,
  pages,
  products,
  settings,
  teams,
  users,
} from '@/db/schema';
import { type Actor, type DeveloperActor, isActiveAdmin, isActiveDeveloper, isView } from './identity/actor';
import { hasItsPolicy } from './offered';

/**
 * Which rows an actor may know exist. Every read of these tables for a person goes through here: pages, search, docs,
 * cart, REST and files alike. What is not visible is `not_found`, exactly like what never was.
 */

type Reader = Pick<Database | Transaction, 'select'>;

const everything = sql`true`;
const nothing = sql`false`;

/**
 * Public ones for all, or for nobody but active developers where the portal is for signed-in people only; internal ones
 * for active developers; private ones for their audience; all of them for portal admins.
 */
export function visibleCatalogs(db: Reader, actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  const isPublic = eq(catalogs.visibility, 'public');
  if (!isActiveDeveloper(actor)) return and(isPublic, isOpenToStrangers(db)) ?? nothing;

  // Read once by the audience's own indexes, however many catalogs there are: not asked again for each of them.
  const forOrganization = inArray(
    catalogs.id,
    db
      .select({ id: catalogOrganizations.catalogId })
      .from(catalogOrganizations)
      .where(eq(catalogOrganizations.organizationId, actor.organization.id)),
  );
  const forTeam =
    actor.teamIds.length === 0
      ? nothing
      : inArray(
          catalogs.id,
          db
            .select({ id: catalogTeams.catalogId })
            .from(catalogTeams)
            .where(inArray(catalogTeams.teamId, [...actor.teamIds])),
        );
  const inAudience = and(eq(catalogs.visibility, 'private'), or(forOrganization, forTeam));
  return or(isPublic, eq(catalogs.visibility, 'internal'), inAudience) ?? nothing;
}

/**
 * Asked by every query itself, so that no page, search or file can forget it. Who waits for approval is a stranger too.
 */
function isOpenToStrangers(db: Reader): SQL {
  return notExists(db.select({ one: sql`1` }).from(settings).where(eq(settings.signedInOnly, true)));
}

/** Published or deprecated products of a catalog that the actor may see; never a draft. Portal admins see all. */
export function visibleProducts(db: Reader, actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  const inVisibleCatalog = exists(
    db
      .select({ one: sql`1` })
      .from(catalogProducts)
      .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
      .where(and(eq(catalogProducts.productId, products.id), visibleCatalogs(db, actor))),
  );
  return and(inArray(products.state, ['published', 'deprecated']), hasItsPolicy(), inVisibleCatalog) ?? nothing;
}

/**
 * The same rule the other way round, for telling many people at once: whether the active developer `u` (an alias of
 * `users`) may see the product of this id. A test holds it against `visibleProducts`.
 */
export function mayBeSeenBy(productId: SQL): SQL {
  return sql`exists (select from products
    join catalog_products placed on placed.product_id = products.id
    join catalogs shelf on shelf.id = placed.catalog_id
    where products.id = ${productId} and products.state in ('published', 'deprecated') and ${hasItsPolicy()}
      and (shelf.visibility in ('public', 'internal') or (shelf.visibility = 'private'
        and (exists (select from catalog_organizations o where o.catalog_id = shelf.id
          and o.organization_id = u.organization_id)
        or exists (select from catalog_teams t join team_members m on m.team_id = t.team_id
          where t.catalog_id = shelf.id and m.user_id = u.id)))))`;
}

/**
 * Pages of the provider's own words: published ones for everybody, also of a portal for signed-in people only (an
 * imprint has to be readable), those for signed-in people for active ones; drafts for portal admins.
 */
export function visiblePages(actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  const forEverybody = isActiveDeveloper(actor) ? undefined : eq(pages.audience, 'everybody');
  return and(eq(pages.isPublished, true), forEverybody) ?? nothing;
}

/**
 * Apps of the actor's own organization: their own, their teams', and those of the whole organization, but nothing is
 * shared in the default organization. Deleted ones are gone for everybody but portal admins.
 */
export function visibleApps(actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  if (!isActiveDeveloper(actor) || isView(actor)) return nothing;
  const own = eq(apps.ownerId, actor.userId);
  const shared = actor.organization.isDefault
    ? nothing
    : or(
        eq(apps.visibility, 'organization'),
        actor.teamIds.length === 0
          ? nothing
          : and(eq(apps.visibility, 'team'), inArray(apps.teamId, [...actor.teamIds])),
      );
  return and(eq(apps.organizationId, actor.organization.id), isNull(apps.deletedAt), or(own, shared)) ?? nothing;
}

/** Requests of visible apps. */
export function visibleAccessRequests(db: Reader, actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  return exists(
    db
      .select({ one: sql`1` })
      .from(apps)
      .where(and(eq(apps.id, accessRequests.appId), visibleApps(actor))),
  );
}

/** Credentials of visible apps. */
export function visibleCredentials(db: Reader, actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  return exists(
    db
      .select({ one: sql`1` })
      .from(apps)
      .where(and(eq(apps.id, credentials.appId), visibleApps(actor))),
  );
}

/**
 * People: all of them for portal admins; oneself and one's colleagues for members; oneself for everybody else. Never
 * the deleted.
 */
export function visibleUsers(actor: Actor): SQL {
  const exists = isNull(users.deletedAt);
  if (actor.kind === 'system' || isActiveAdmin(actor)) return exists;
  if (actor.kind === 'anonymous') return nothing;
  const oneself = eq(users.id, actor.userId);
  const colleagues = isMember(actor) ? eq(users.organizationId, actor.organization.id) : nothing;
  return and(exists, or(oneself, colleagues)) ?? nothing;
}

/** Organizations: all of them for portal admins, their own for members. The default one is nobody's. */
export function visibleOrganizations(actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  return isMember(actor) ? eq(organizations.id, actor.organization.id) : nothing;
}

/** Teams of visible organizations. */
export function visibleTeams(actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  return isMember(actor) ? eq(teams.organizationId, actor.organization.id) : nothing;
}

/** Invitations into a super admin's own organization; all of them for portal admins. */
export function visibleInvitations(actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  const runsIt = isMember(actor) && actor.role === 'super_admin';
  return runsIt ? eq(invitations.organizationId, actor.organization.id) : nothing;
}

/** One's own request to join, and those to a super admin's organization; all of them for portal admins. */
export function visibleJoinRequests(actor: Actor): SQL {
  if (actor.kind === 'system' || isActiveAdmin(actor)) return everything;
  if (!isActiveDeveloper(actor)) return nothing;
  const runsIt = isMember(actor) && actor.role === 'super_admin';
  return runsIt ? eq(joinRequests.organizationId, actor.organization.id) : eq(joinRequests.userId, actor.userId);
}

function isMember(actor: Actor): actor is DeveloperActor {
  return isActiveDeveloper(actor) && !actor.organization.isDefault && !isView(actor);
}
