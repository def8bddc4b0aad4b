import type { Context } from '@/core/context';
import { loadActor } from '@/core/identity/load-actor';
import { contextOf } from '../people';
import type { Recorder } from './recorder';

/** Who asks: an admin, an approver of some products, somebody of a company, one without, and what they look at. */
export type Cast = {
  admin: Context;
  approver: Context;
  runner: Context;
  member: Context;
  loner: Context;
  /** Sessions to be read again, as every request does. */
  memberSession: string;
  ids: { user: string; organization: string; team: string; app: string; request: string };
};

/** Seals nothing. */
const SECRET = 'a secret of the benchmark, 32 bytes and more';

/** Finds the people in a filled database, logs them in, and says what they have. Throws where it has no such people. */
export async function findCast(recorder: Recorder): Promise<Cast> {
  const { client, db } = recorder;
  await client.query(`insert into approver_products (user_id, product_id)
    select u.id, p.id from users u, (select id from products order by id limit 10) p
    where u.id = (select id from users where admin_role = 'approver' order by id limit 1) on conflict do nothing`);
  const developer = (where: string) => `select u.id from users u join organizations o on o.id = u.organization_id
    where u.kind = 'developer' and u.status = 'active' and o.status = 'active' and ${where}
      and exists (select from apps a where a.owner_id = u.id and a.deleted_at is null) order by u.id limit 1`;
  const member = await one(client, developer(`not o.is_default and u.organization_role = 'team_member'`));
  const ctx = async (user: string) => contextOf(db, SECRET, await loadActor(db, await logIn(recorder, user)));
  return {
    admin: await ctx(await one(client, `select id from users where admin_role = 'owner' order by id limit 1`)),
    approver: await ctx(await one(client, `select id from users where admin_role = 'approver' order by id limit 1`)),
    runner: await ctx(await one(client, developer(`not o.is_default and u.organization_role = 'super_admin'`))),
    member: await ctx(member),
    loner: await ctx(await one(client, developer('o.is_default'))),
    memberSession: await logIn(recorder, member),
    ids: {
      user: member,
      organization: await one(client, `select organization_id as id from users where id = '${member}'`),
      team: await one(client, `select team_id as id from team_members where user_id = '${member}' limit 1`),
      app: await one(client, `select id from apps where owner_id = '${member}' and deleted_at is null limit 1`),
      request: await one(client, `select id from access_requests where requested_by = '${member}' limit 1`),
    },
  };
}

async function one(client: Recorder['client'], query: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(query);
  if (!rows[0]) throw new Error(`nobody is found by ${query}`);
  return rows[0].id;
}

function logIn({ client }: Recorder, user: string): Promise<string> {
  return one(
    client,
    `insert into sessions (id, user_id, expires_at) values (gen_random_uuid(), '${user}', now() + interval '1 day') returning id`,
  );
}
