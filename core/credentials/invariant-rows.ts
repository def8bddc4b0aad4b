import { type SQL, sql } from 'drizzle-orm';
import { changeInvariants } from './change-invariants';
import type { RowInvariant } from './row-invariant';

/** So many mails may one person get in an hour before something is wrong. */
const MAILS_PER_HOUR_MAX = 60;

const once = (event: string, when: SQL) => sql`
  select c.id::text as what from credentials c
  where ${when} and 1 <> (
    select count(*) from audit_events a
    where a.subject_kind = 'credential' and a.subject_id = c.id and a.event = ${event})`;

/** An attached key that was one from the start: others were made here, and became it when their seal was given up. */
const wasAttached = sql`(c.is_imported and not exists (select from audit_events given
  where given.subject_kind = 'credential' and given.subject_id = c.id and given.event = 'credential.seal_given_up'))`;

/** What must hold of the rows whatever happened, numbered as in provisioning.md 4.6; each query names who breaks it. */
export const rowInvariants: readonly RowInvariant[] = [
  {
    name: 'I1 at most one key of a request is being made, and one is current',
    broken: sql`
      select access_request_id::text as what from credentials group by access_request_id
      having count(*) filter (where status in ('awaiting_claim', 'provisioning', 'failed')) > 1
        or count(*) filter (where status = 'active' and retiring_at is null) > 1`,
  },
  {
    name: 'I1 a replaced key dies at the end of its grace',
    broken: sql`select id::text as what from credentials where status = 'active' and ends_at <= now()`,
    onlyAtRest: true,
  },
  {
    name: 'I5 no live credential without a request that was approved',
    broken: sql`
      select c.id::text as what from credentials c join access_requests r on r.id = c.access_request_id
      where c.status not in ('revoking', 'revoked') and r.status not in ('approved', 'fulfilled')`,
  },
  {
    name: 'I5 no approved request without a credential',
    broken: sql`
      select r.id::text as what from access_requests r
      where r.status in ('approved', 'fulfilled') and r.changes_request_id is null
        and not exists (select from credentials c where c.access_request_id = r.id)`,
  },
  {
    name: 'I5 a request is fulfilled exactly by a key that was made',
    broken: sql`
      select r.id::text as what from access_requests r
      where (r.status = 'fulfilled') <> exists (
          select from credentials c where c.access_request_id = r.id and c.active_at is not null)
        and r.status in ('approved', 'fulfilled') and r.changes_request_id is null`,
  },
  ...changeInvariants,
  {
    name: 'I6 a declined or cancelled request has no live key',
    broken: sql`
      select r.id::text as what from access_requests r join credentials c on c.access_request_id = r.id
      where r.status in ('declined', 'cancelled') and c.status not in ('revoking', 'revoked')`,
  },
  {
    name: 'I7 an invite code was used as often as it counts',
    broken: sql`
      select i.id::text as what from invite_codes i
      where i.used > i.quota or i.used <> (
        select count(*) from invite_code_redemptions u where u.invite_code_id = i.id and u.given_back_at is null)`,
  },
  {
    name: 'I8 an active organization has an active super admin',
    broken: sql`
      select o.id::text as what from organizations o
      where o.status = 'active' and not o.is_default
        and exists (select from users u where u.organization_id = o.id)
        and not exists (
          select from users u
          where u.organization_id = o.id and u.organization_role = 'super_admin' and u.status = 'active')`,
  },
  {
    name: 'I9 people are in teams of their own organization only',
    broken: sql`
      select m.user_id::text as what from team_members m
      join teams t on t.id = m.team_id join users u on u.id = m.user_id
      where t.organization_id is distinct from u.organization_id`,
  },
  {
    name: 'I10 no link was used after it had expired',
    broken: sql`select subject_id::text as what from one_time_tokens where used_at > expires_at`,
  },
  { name: 'I11 prepared once', broken: once('credential.prepared', sql`not ${wasAttached}`) },
  { name: 'I11 imported once', broken: once('credential.imported', wasAttached) },
  { name: 'I11 claimed once', broken: once('credential.claimed', sql`c.claimed_at is not null`) },
  { name: 'I11 activated once', broken: once('credential.activated', sql`c.active_at is not null`) },
  {
    name: 'I11 its end was asked for once',
    broken: once('credential.revoke_requested', sql`c.status in ('revoking', 'revoked')`),
  },
  { name: 'I11 revoked once', broken: once('credential.revoked', sql`c.status = 'revoked'`) },
  {
    name: 'I13 an attached key was never shown, and has no id of the portal’s',
    broken: sql`
      select c.id::text as what from credentials c
      where c.is_imported and (c.key_id_sealed is not null or c.key_id_digest is not null
        or (${wasAttached} and c.last_revealed_at is not null))`,
  },
  {
    name: 'I13 nobody was shown an attached key',
    broken: sql`
      select c.id::text as what from credentials c
      join audit_events a on a.subject_kind = 'credential' and a.subject_id = c.id
      where ${wasAttached} and a.event = 'credential.revealed'`,
  },
  {
    name: 'I3 an attached key is named by itself or by its hash until it is gone',
    broken: sql`
      select id::text as what from credentials
      where is_imported and status <> 'revoked' and key_sealed is null and gateway_key_hash is null`,
  },
  {
    name: 'I12 what is on its way has a job',
    broken: sql`
      select c.id::text as what from credentials c
      where (c.status in ('provisioning', 'revoking') or (c.status = 'active' and c.settled_at is null))
        and not exists (
          select from graphile_worker.jobs j
          where j.key = 'credential:' || c.id and (j.attempts < j.max_attempts or j.locked_at is not null))`,
  },
  {
    name: 'I12 nothing waits for a day without anybody knowing',
    broken: sql`
      select j.id::text as what from graphile_worker.jobs j
      where j.attempts < j.max_attempts and j.locked_at is null and j.run_at < now() - interval '24 hours'`,
  },
  {
    name: 'I16 nobody is flooded with mails',
    broken: sql`
      select coalesce(to_user_id::text, to_address) as what from mails
      group by 1, date_trunc('hour', created_at) having count(*) > ${MAILS_PER_HOUR_MAX}`,
  },
  {
    name: 'I17 a row belongs to the organization of what it hangs on',
    broken: sql`
      select c.id::text as what from credentials c
      join access_requests r on r.id = c.access_request_id join apps a on a.id = c.app_id
      where c.organization_id <> r.organization_id or c.organization_id <> a.organization_id or c.app_id <> r.app_id`,
  },
  {
    name: 'nothing is on its way',
    broken: sql`
      select id::text || ' ' || status::text as what from credentials
      where status in ('provisioning', 'revoking') or (status = 'active' and settled_at is null)`,
    onlyAtRest: true,
  },
];
