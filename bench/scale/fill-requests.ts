import { offer } from './fill-offer';
import { drawnFor, idIn, madeAt, organizationOf } from './ids';
import type { Sizes } from './sizes';

/** Apps with their requests and keys in all states, and what is told of them: the audit log, mails, notifications. */
export function fillRequests(sizes: Sizes): string[] {
  return [...fillApps(sizes), ...fillKeys(sizes), ...fillTold(sizes)];
}

/** The developer of app `n`, and of a request the app: a function of its number like everything. */
const ownerOf = (app: string) => `(3 * (${app}) - 2)`;
const appOf = (request: string, apps: number) => `(1 + (${request}) % ${apps})`;

function fillApps({ organizations, users, apps, requests }: Sizes): string[] {
  const organization = organizationOf(ownerOf('n'), organizations);
  return [
    `insert into apps (id, organization_id, owner_id, name, visibility, team_id, deleted_at, created_at)
      select ${idIn('app', 'n')}, ${idIn('organization', organization)}, ${idIn('user', ownerOf('n'))},
        (array['Invoices','Tracker','Weather','Planner','Courier'])[1 + ${drawnFor('n')} % 5] || ' ' || n, shared::app_visibility,
        case when shared = 'team' then ${idIn('team', `1 + 3 * (${organization} - 1)`)} end,
        case when n % 50 = 3 then now() end, ${madeAt('n', apps)}
      from generate_series(1, ${apps}) n, lateral (select case when ${organization} = 1 then 'personal'
        else (array['personal','team','organization'])[1 + n % 3] end as shared) sharing
      where ${ownerOf('n')} <= ${users}`,
    `insert into access_requests (id, organization_id, app_id, requested_by, catalog_id, plan_id, gateway_id, status, terms,
        delivery, submission_key, decided_via, decided_by, decided_at, decision_reason, created_at, updated_at)
      select ${idIn('request', 'n')}, app.organization_id, app.id, app.owner_id,
        ${idIn('catalog', `1 + (n / ${apps} * 7 + n % ${apps}) % ${offer.catalogs}`)}, ${idIn('plan', `1 + n % ${offer.plans}`)},
        ${idIn('gateway', '1')}, state::access_request_status,
        jsonb_build_object('slug', 'plan-' || 1 + n % ${offer.plans}, 'displayName', 'Plan ' || 1 + n % ${offer.plans},
          'rateRequests', 10, 'ratePerSeconds', 1),
        'secure', 'submission-' || n,
        (case when state not in ('pending', 'cancelled') then 'admin' end)::decision_maker,
        case when state not in ('pending', 'cancelled') then ${idIn('admin', `1 + n % ${offer.admins}`)} end,
        case when state not in ('pending', 'cancelled') then ${madeAt('n', requests)} + interval '1 hour' end,
        case when state = 'declined' then 'Not yet.' else '' end, ${madeAt('n', requests)}, ${madeAt('n', requests)}
      from generate_series(1, ${requests}) n
      join apps app on app.id = ${idIn('app', appOf('n', apps))},
        lateral (select case when n % 50 = 0 then 'pending' when n % 10 = 1 then 'declined' when n % 10 = 2 then 'cancelled'
          when n % 10 in (3, 4) then 'approved' when n % 10 = 5 then 'withdrawn' else 'fulfilled' end as state) stands`,
    `insert into access_request_products (access_request_id, product_id, access_policy_id)
      select ${idIn('request', 'n')}, ${idIn('product', `1 + n % ${offer.products}`)}, 'policy' from generate_series(1, ${requests}) n
      union all
      select ${idIn('request', 'n')}, ${idIn('product', `1 + (n + 7) % ${offer.products}`)}, 'policy'
      from generate_series(4, ${requests}, 4) n`,
  ];
}

function fillKeys({ requests }: Sizes): string[] {
  return [
    `insert into credentials (id, organization_id, app_id, access_request_id, gateway_id, status, wanted, key_id_sealed,
        key_sealed, key_id_digest, key_digest, last_four, active_at, revoked_at, created_at, updated_at)
      select ${idIn('credential', 'n')}, asked.organization_id, asked.app_id, asked.id, asked.gateway_id,
        state::credential_status, '{"policyIds": [], "apiIds": [], "metadata": {}}',
        case when state in ('active', 'failed', 'revoking') then '\\x01'::bytea end,
        case when state = 'active' then '\\x01'::bytea end,
        case when state <> 'awaiting_claim' then decode(md5('id ' || n), 'hex') end,
        case when state in ('active', 'revoked') then decode(md5('key ' || n), 'hex') end, right(md5(n::text), 4),
        case when state in ('active', 'revoked') then asked.decided_at end,
        case when state = 'revoked' then asked.decided_at + interval '1 day' end, asked.decided_at, asked.decided_at
      from generate_series(1, ${requests}) n join access_requests asked on asked.id = ${idIn('request', 'n')},
        lateral (select case when asked.status = 'approved' then 'awaiting_claim' when asked.status = 'withdrawn' then 'revoked'
          when n % 500 = 8 then 'failed' when n % 1000 = 9 then 'revoking' when n % 20 = 16 then 'revoked'
          else 'active' end as state) stands
      where asked.status in ('approved', 'fulfilled', 'withdrawn')`,
  ];
}

function fillTold({ organizations, users, requests, events, mails }: Sizes): string[] {
  const who = `(1 + n * 7 % ${users})`;
  return [
    `insert into audit_events (id, at, event, actor_kind, actor_id, actor_label, subject_kind, subject_id, organization_id,
        detail, ip)
      select ${idIn('event', 'n')}, ${madeAt('n', events)}, event, 'developer', ${idIn('user', who)},
        'Person ' || ${who}, split_part(event, '.', 1),
        case split_part(event, '.', 1) when 'user' then ${idIn('user', who)}
          when 'organization' then ${idIn('organization', organizationOf(who, organizations))}
          else ${idIn('request', `1 + n % ${requests}`)} end,
        ${idIn('organization', organizationOf(who, organizations))},
        case when event = 'user.activated' then '{"from": "pending"}' else '{"via": "admin"}' end::jsonb,
        '10.' || n % 200 || '.' || n / 200 % 250 || '.' || n / 50000 % 250
      from generate_series(1, ${events}) n, lateral (select (array['access_request.submitted','user.logged_in',
        'access_request.approved','user.logged_in','user.activated','access_request.cancelled','user.logged_in',
        'organization.changed','access_request.declined','user.logged_in'])[1 + n % 10] as event) happened`,
    `insert into mails (id, message, to_user_id, subject_id, state, subject_line, attempts, last_error, sent_at, created_at)
      select ${idIn('mail', 'n')}, (array['key-ready','request-approved-confirm','verify-address','request-declined'])[1 + n % 4],
        ${idIn('user', who)}, ${idIn('request', `1 + n % ${requests}`)},
        (case when n % 1000 = 1 then 'failed' else 'sent' end)::mail_state, 'About request ' || n, 1,
        case when n % 1000 = 1 then 'refused' end, case when n % 1000 <> 1 then ${madeAt('n', mails)} end, ${madeAt('n', mails)}
      from generate_series(1, ${mails}) n`,
    `insert into notifications (id, user_id, kind, title, href, read_at, created_at)
      select ${idIn('notification', 'n')}, ${idIn('user', who)}, 'key-ready', 'A key is ready', '/apps',
        case when n % 3 <> 0 then now() end, ${madeAt('n', users)}
      from generate_series(1, ${users}) n`,
  ];
}
