import type { Tag } from './ids';
import type { Sizes } from './sizes';

/** A statement that the first schema knew, of rows that are drawn by a number; `adds`: the table that has a row more. */
export type Work = { what: string; adds?: string; text: string; ids: (drawn: number) => [Tag, number][] };

/** Half of what a portal does all day: who is asking, what is theirs, what waits, what is written down. */
export function worksOf(sizes: Sizes): Work[] {
  return [...asksOf(sizes), ...writesOf(sizes)];
}

const one =
  (tag: Tag, total: number) =>
  (drawn: number): [Tag, number][] => [[tag, 1 + (drawn % total)]];

function asksOf({ users, organizations, requests }: Sizes): Work[] {
  return [
    {
      what: 'who is asking',
      text: 'select u.id, u.status, o.name from users u join organizations o on o.id = u.organization_id where u.id = $1',
      ids: one('user', users),
    },
    {
      what: 'apps of an organization',
      text: `select a.id, a.name, count(c.id) from apps a left join credentials c on c.app_id = a.id
        where a.organization_id = $1 group by a.id`,
      ids: one('organization', organizations),
    },
    {
      what: 'what waits',
      text: `select r.id, a.name from access_requests r join apps a on a.id = r.app_id where r.status = 'pending'
        and r.organization_id <> $1 order by r.created_at limit 50`,
      ids: one('organization', organizations),
    },
    {
      what: 'history of a request',
      text: 'select event, at from audit_events where subject_id = $1 order by at desc limit 50',
      ids: one('request', requests),
    },
    {
      what: 'mails about a request',
      text: 'select id from mails where subject_id = $1 limit 5',
      ids: one('request', requests),
    },
  ];
}

function writesOf({ users, apps }: Sizes): Work[] {
  return [
    {
      what: 'a visit is noted',
      text: 'update users set last_seen_at = now() where id = $1',
      ids: one('user', users),
    },
    {
      what: 'an app is renamed',
      text: `update apps set name = name, updated_at = updated_at where id = $1`,
      ids: one('app', Math.floor(apps / 3)),
    },
    {
      what: 'an event is written down',
      adds: 'audit_events',
      text: `insert into audit_events (id, event, actor_kind, actor_id, actor_label, subject_kind, subject_id)
        values (gen_random_uuid(), 'user.logged_in', 'developer', $1, 'Somebody', 'user', $1)`,
      ids: one('user', users),
    },
    {
      what: 'somebody is told',
      adds: 'notifications',
      text: `insert into notifications (id, user_id, kind, title, href)
        values (gen_random_uuid(), $1, 'key-ready', 'A key is ready', '/apps')`,
      ids: one('user', users),
    },
    {
      what: 'somebody logs in',
      adds: 'sessions',
      text: `insert into sessions (id, user_id, expires_at) values (gen_random_uuid(), $1, now() + interval '1 day')`,
      ids: one('user', users),
    },
  ];
}
