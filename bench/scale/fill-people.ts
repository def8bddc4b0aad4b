import { offer } from './fill-offer';
import { drawnFor, idIn, madeAt, organizationOf } from './ids';
import type { Sizes } from './sizes';

const FIRST = `(array['Ada','Tom','Dora','Eve','Olga','Ivan','Penny','Alan','Bea','Carl','Dirk','Emma','Finn','Greta',
  'Hugo','Ines','Jon','Kim','Lena','Max'])`;
const LAST = `(array['Berg','Stein','Feld','Wald','Bach','Holm','Dahl','Lund','Strand','Kvist','Moor','Field','Wood',
  'Hill','Lake','Brook','Stone','Ridge','Marsh','Heath'])`;
const COMPANY = `(array['Harbour','Ledger','Orchard','Signal','Quarry','Mosaic','Anchor','Beacon','Cobalt','Drift'])`;

/** The tenth developer of every portal is Ada Bergb. */
const drawn = (n: string) => `(case when ${n} = 10 then 400 else ${drawnFor(n)} end)`;

/** Organizations with their teams, developers in all states, who is in which team, sessions and open invitations. */
export function fillPeople({ organizations, teams, users }: Sizes): string[] {
  const organization = organizationOf('n', organizations);
  return [
    `insert into organizations (id, name, name_key, status, is_default, requested_by, created_at)
      select ${idIn('organization', 'n')}, name, lower(name), (case when n = 1 then 'active' when n % 100 = 7 then 'pending'
          when n % 50 = 9 then 'rejected' when n % 100 = 11 then 'suspended' else 'active' end)::organization_status,
        n = 1, case when n > 1 and n % 10 = 7 then ${idIn('user', 'n')} end, ${madeAt('n', organizations)}
      from generate_series(1, ${organizations}) n,
        lateral (select case when n = 1 then 'Everybody else' else ${COMPANY}[1 + n % 10] || ' ' || n end as name) named`,
    `insert into teams (id, organization_id, name, is_default, created_at)
      select ${idIn('team', 'n')}, ${idIn('organization', '1 + (n - 1) / 3')}, 'Team ' || n, n % 3 = 1, ${madeAt('n', teams)}
      from generate_series(1, ${teams}) n`,
    `insert into users (id, kind, email, first_name, last_name, password_hash, status, email_verified_at, organization_id,
        organization_role, last_seen_at, created_at)
      select ${idIn('user', 'n')}, 'developer', lower(first || '.' || last) || n || '@c' || ${organization} || '.test',
        first, last, case when n % 100 <> 3 then 'none' end,
        (case n % 100 when 1 then 'pending' when 2 then 'unverified' when 3 then 'unverified' when 4 then 'inactive'
          else 'active' end)::user_status,
        case when n % 100 not in (2, 3) then ${madeAt('n', users)} end, ${idIn('organization', organization)},
        (case when n % 5 <> 0 and n - n / 5 < ${organizations} then 'super_admin' else 'team_member' end)::organization_role,
        case when n % 10 <> 7 then now() - (n % 365 * 7919 % 365) * interval '1 day' end, ${madeAt('n', users)}
      from generate_series(1, ${users}) n,
        lateral (select ${drawn('n')} as h) drawn,
        lateral (select ${FIRST}[1 + h % 20] as first, ${LAST}[1 + h / 20 % 20] || chr(97 + h / 400 % 26) as last) named`,
    `insert into team_members (team_id, user_id, organization_id)
      select ${idIn('team', `1 + 3 * (${organization} - 1)`)}, ${idIn('user', 'n')}, ${idIn('organization', organization)}
      from generate_series(1, ${users}) n`,
    `insert into team_members (team_id, user_id, organization_id)
      select ${idIn('team', `2 + n / 7 % 2 + 3 * (${organization} - 1)`)}, ${idIn('user', 'n')},
        ${idIn('organization', organization)}
      from generate_series(1, ${users}) n where n % 5 <> 0 and n % 2 = 0`,
    `insert into sessions (id, user_id, expires_at)
      select ${idIn('session', 'n')}, ${idIn('user', 'n')}, now() + interval '1 day' from generate_series(1, ${users}, 10) n`,
    `insert into invitations (id, organization_id, email, first_name, last_name, role, expires_at)
      select ${idIn('invitation', 'n')}, ${idIn('organization', organization)}, 'new' || n || '@c.test', 'New', 'Person',
        'team_member', now() + interval '7 days' from generate_series(1, ${users}, 50) n where n % 5 <> 0`,
    `insert into catalog_organizations (catalog_id, organization_id)
      select ${idIn('catalog', `2 + 3 * (n % ${Math.floor(offer.catalogs / 3)})`)}, ${idIn('organization', 'n')}
      from generate_series(2, ${organizations}, 4) n`,
  ];
}
