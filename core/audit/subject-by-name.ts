import { type SQL, sql } from 'drizzle-orm';
import { auditEvents } from '@/db/schema';

/** What an event happened to, by name. `about` is the record that tells about it: a key's is its app, some have none. */
export type AuditSubject = { name: string; about: AuditRecord | null };
/** `id` is what the record's page is called by, a slug where it has one; `productSlug` is of what belongs to a product. */
export type AuditRecord = { kind: AuditRecordKind; id: string; productSlug?: string };
/** The records that have a page for portal admins. */
export type AuditRecordKind =
  | 'user'
  | 'admin'
  | 'app'
  | 'access_request'
  | 'organization'
  | 'team'
  | 'gateway'
  | 'product'
  | 'plan'
  | 'catalog'
  | 'guide'
  | 'document'
  | 'page'
  | 'webhook'
  | 'invite_code'
  | 'approval_rule'
  | 'changelog';

const id = auditEvents.subjectId;

/** Looked up for the rows of one page, each by its primary key; in a query of events with at least one join. */
export const subjectByName = sql<AuditSubject | null>`case ${auditEvents.subjectKind}
  when 'user' then (select json_build_object('name', person.first_name || ' ' || person.last_name, 'about',
      case when person.kind = 'developer' then json_build_object('kind', 'user', 'id', person.id)
        when person.deleted_at is null then json_build_object('kind', 'admin', 'id', person.id) end)
    from users person where person.id = ${id})
  when 'app' then ${named('app', sql`app.name`, sql`app.id`)} from apps app where app.id = ${id})
  when 'access_request' then ${named('access_request', sql`app.name`, sql`asked.id`)}
    from access_requests asked join apps app on app.id = asked.app_id where asked.id = ${id})
  when 'credential' then ${named('app', sql`app.name`, sql`app.id`)}
    from credentials made join apps app on app.id = made.app_id where made.id = ${id})
  when 'organization' then ${named('organization', sql`organization.name`, sql`organization.id`)}
    from organizations organization where organization.id = ${id})
  when 'team' then ${named('team', sql`team.name`, sql`team.id`)} from teams team where team.id = ${id})
  when 'gateway' then ${named('gateway', sql`gateway.name`, sql`gateway.id`)}
    from gateways gateway where gateway.id = ${id})
  when 'product' then ${named('product', sql`product.display_name`, sql`product.slug`)}
    from products product where product.id = ${id})
  when 'plan' then ${named('plan', sql`plan.display_name`, sql`plan.id`)} from plans plan where plan.id = ${id})
  when 'catalog' then ${named('catalog', sql`shelf.display_name`, sql`shelf.slug`)} from catalogs shelf where shelf.id = ${id})
  when 'guide' then ${named('guide', sql`guide.title`, sql`guide.slug`, sql`product.slug`)}
    from product_guides guide join products product on product.id = guide.product_id where guide.id = ${id})
  when 'document' then ${named('document', sql`api.name`, sql`described.id`, sql`product.slug`)}
    from api_documents described join product_apis api on api.id = described.product_api_id
    join products product on product.id = api.product_id where described.id = ${id})
  when 'page' then ${named('page', sql`written.title`, sql`written.slug`)} from pages written where written.id = ${id})
  when 'webhook' then ${named('webhook', sql`endpoint.name`, sql`endpoint.id`)}
    from webhook_endpoints endpoint where endpoint.id = ${id})
  when 'invite_code' then ${named('invite_code', sql`coalesce(nullif(code.note, ''), team.name)`, sql`code.id`)}
    from invite_codes code join teams team on team.id = code.team_id where code.id = ${id})
  when 'approval_rule' then ${named('approval_rule', sql`rule.name`, sql`rule.id`)}
    from approval_rules rule where rule.id = ${id})
  when 'change' then ${named('changelog', sql`news.title`, sql`news.id`, sql`product.slug`)}
    from product_changes news join products product on product.id = news.product_id where news.id = ${id})
  when 'api_token' then (select json_build_object('name', token.name, 'about', null)
    from api_tokens token where token.id = ${id})
  end`;

/** The beginning of a look-up: `(select` the name and the record, for the caller to say from where. */
function named(kind: AuditRecordKind, name: SQL, key: SQL, productSlug?: SQL): SQL {
  const ofProduct = productSlug ? sql`, 'productSlug', ${productSlug}` : sql``;
  const about = sql`json_build_object('kind', ${sql.raw(`'${kind}'`)}, 'id', ${key}${ofProduct})`;
  return sql`(select json_build_object('name', ${name}, 'about', ${about})`;
}
