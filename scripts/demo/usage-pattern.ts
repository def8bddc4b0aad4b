const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Calls in a busy hour; below what the plans allow. */
const BUSY_HOUR: Readonly<Record<string, number>> = { free: 40, standard: 110, partner: 900 };
/** The share of a busy hour that each hour of a day (UTC) has. */
const DAY_CURVE = [2, 1, 1, 1, 2, 5, 14, 38, 70, 92, 100, 96, 80, 90, 98, 94, 82, 60, 42, 30, 22, 14, 8, 4];
const WEEKEND_SHARE = 0.28;
/** Calls grow by this much in ten weeks. */
const GROWTH = 0.6;
const GROWTH_DAYS = 70;

/** One hour of one API was down, so many days ago: something to see in the charts. */
const OUTAGE = { daysAgo: 3, fromHour: 9, untilHour: 12, share: 0.35 };

/**
 * What an app called of an API in this hour, by the code of the answer: the same for the same hour, whoever asks. Most
 * is answered well; a few calls are wrong, a few come too fast, and once something was down.
 */
export function callsOf(
  { app, plan, api }: { app: string; plan: string; api: string },
  at: Date,
  now: Date,
): { status: number; calls: number; latencyMs: number }[] {
  const chance = chancesOf(`${app} ${api} ${at.getTime()}`);
  const isWeekend = at.getUTCDay() === 0 || at.getUTCDay() === 6;
  const daysAgo = (now.getTime() - at.getTime()) / DAY_MS;
  const share = ((DAY_CURVE[at.getUTCHours()] ?? 0) / 100) * (isWeekend ? WEEKEND_SHARE : 1);
  const growth = 1 + GROWTH * (1 - Math.min(daysAgo, GROWTH_DAYS) / GROWTH_DAYS);
  const calls = Math.round(((BUSY_HOUR[plan] ?? 60) * share * growth * (0.75 + 0.5 * chance())) / (1 + GROWTH));
  if (calls === 0) return [];
  const isOutage =
    Math.floor(daysAgo) === OUTAGE.daysAgo &&
    at.getUTCHours() >= OUTAGE.fromHour &&
    at.getUTCHours() < OUTAGE.untilHour;
  const latencyMs = Math.round((45 + 90 * chancesOf(api)()) * (0.85 + 0.3 * chance()) * (1 + share / 2));
  const few = (part: number) => Math.floor(calls * part * chance() + chance() * 0.6);
  const failures = [
    { status: 404, calls: few(0.02), latencyMs: Math.round(latencyMs * 0.6) },
    { status: 400, calls: few(0.008), latencyMs: Math.round(latencyMs * 0.4) },
    { status: 429, calls: share > 0.9 ? few(0.03) : 0, latencyMs: 2 },
    { status: 503, calls: isOutage ? Math.ceil(calls * OUTAGE.share) : few(0.002), latencyMs: latencyMs * 4 },
  ].filter((failure) => failure.calls > 0);
  const failed = failures.reduce((sum, failure) => sum + failure.calls, 0);
  return [{ status: 200, calls: Math.max(1, calls - failed), latencyMs }, ...failures];
}

/** Numbers from 0 to 1 that look like chance and are the same for the same words (mulberry32 over an FNV hash). */
function chancesOf(words: string): () => number {
  let state = 0x811c9dc5;
  for (const letter of words) state = Math.imul(state ^ letter.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
