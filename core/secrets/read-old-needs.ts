import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { REMEMBERED_HOURS } from '../idempotency/answer-once';
import { secretLabels } from './secret-label';

/** What the previous secrets are still needed for. Times are null where nothing needs them. */
export type OldNeeds = {
  /** When the first row was sealed with today's secret by a rotation; null before. */
  since: Date | null;
  sessions: { count: number; until: Date | null };
  answers: { count: number; until: Date | null };
  /** Ended keys that are still known by themselves: with today's secret alone they are unknown keys. */
  endedKeys: number;
};

type Row = {
  since: string | null;
  sessions: number;
  sessionsUntil: string | null;
  answers: number;
  answersUntil: string | null;
  endedKeys: number;
};

/**
 * What a rotation cannot write anew, because nobody but its owner has the plaintext, and until when it lasts. What came
 * after the first rotation to today's secret is not counted. Throws `forbidden`.
 */
export async function readOldNeeds(ctx: Context): Promise<OldNeeds> {
  if (ctx.actor.kind !== 'system') throw forbidden();
  const [label = ''] = secretLabels(ctx);
  const { rows } = await ctx.db.execute<Row>(sql`
    with first as (
      select min(at) as at from audit_events
      where event = 'portal.secret_rotated' and detail ->> 'secret' = ${label}
    ), before as (select coalesce((select at from first), now()) as at)
    select (select at from first) as since,
      count(open.id)::int as sessions, max(open.expires_at) as "sessionsUntil",
      (select count(*)::int from idempotency_keys, before where created_at < before.at
        and created_at > now() - make_interval(hours => ${REMEMBERED_HOURS})) as answers,
      (select max(created_at) + make_interval(hours => ${REMEMBERED_HOURS}) from idempotency_keys, before
        where created_at < before.at) as "answersUntil",
      (select count(*)::int from credentials, before where status = 'revoked' and revoked_at < before.at
        and (key_digest is not null or key_id_digest is not null)) as "endedKeys"
    from before left join sessions open
      on open.created_at < before.at and open.ended_at is null and open.expires_at > now()`);
  const [row] = rows;
  if (!row) throw new Error('readOldNeeds: an aggregate has a row');
  return {
    since: dateOf(row.since),
    sessions: { count: row.sessions, until: dateOf(row.sessionsUntil) },
    answers: { count: row.answers, until: row.answers > 0 ? dateOf(row.answersUntil) : null },
    endedKeys: row.endedKeys,
  };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
