import type { OldNeeds } from '@/core/secrets/read-old-needs';
import type { Rotated } from '@/core/secrets/rotate-secret';
import { counted, minuteOf } from './in-words';

/** A rotation in words, one line each. */
export function describeRotation(rotated: readonly Rotated[], needs: OldNeeds): string[] {
  const done = rotated.flatMap(({ what, rewritten }) =>
    rewritten > 0 ? [`${capital(what)} sealed with today’s PORTAL_SECRET: ${rewritten}.`] : [],
  );
  const held = rotated.flatMap(({ what, held: count }) =>
    count > 0 ? [`${capital(what)} that others held all the time: ${count}. Run it again.`] : [],
  );
  const shut = rotated.flatMap(({ what, shut: ids }) =>
    ids.length > 0
      ? [`${capital(what)} that no secret opens, so that they stay as they are: ${ids.length} (${some(ids)}).`]
      : [],
  );
  const said = [...done, ...held, ...shut];
  return [
    ...(said.length > 0 ? said : ['Everything was sealed with today’s PORTAL_SECRET already.']),
    ...describeNeeds(needs, held.length > 0),
  ];
}

function describeNeeds({ sessions, answers, endedKeys }: OldNeeds, isUnfinished: boolean): string[] {
  const needs = [
    ...(sessions.count > 0 && sessions.until
      ? [
          `  ${counted(sessions.count, 'session', 'sessions')}, until ${minuteOf(sessions.until)} (who has one signs in again)`,
        ]
      : []),
    ...(answers.count > 0 && answers.until
      ? [
          `  ${counted(answers.count, 'answer', 'answers')} remembered for an Idempotency-Key, until ${minuteOf(answers.until)}`,
        ]
      : []),
    ...(endedKeys > 0
      ? [
          `  ${counted(endedKeys, 'ended key', 'ended keys')}, for good (asked about, they are unknown keys instead of revoked ones)`,
        ]
      : []),
  ];
  if (isUnfinished) return ['Keep PORTAL_SECRET_PREVIOUS.'];
  if (needs.length === 0) return ['Nothing needs the previous secret any more: take PORTAL_SECRET_PREVIOUS away.'];
  const ends = [sessions.until, answers.until].flatMap((until) => (until ? [until.getTime()] : []));
  const from = ends.length > 0 ? `from ${minuteOf(new Date(Math.max(...ends)))} on` : 'now';
  return [
    'Without the previous secret these would be lost:',
    ...needs,
    `Nobody notices when PORTAL_SECRET_PREVIOUS is taken away ${from}${endedKeys > 0 ? ', but for the ended keys' : ''}.`,
  ];
}

const SHOWN = 5;

function some(ids: readonly string[]): string {
  return ids.length > SHOWN ? `${ids.slice(0, SHOWN).join(', ')} …` : ids.join(', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
