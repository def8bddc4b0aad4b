/** Longer than this nobody is waited for because they say so. */
const SECONDS_MAX = 3600;

/** The seconds that a receiver asks to be left alone (`Retry-After`, as seconds or as a date); 0 where it asks nothing. */
export function retryAfter(headers: readonly (readonly [name: string, value: string])[], now: Date): number {
  const given = headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1].trim() ?? '';
  const seconds = /^\d{1,9}$/.test(given) ? Number(given) : (Date.parse(given) - now.getTime()) / 1000;
  return Number.isNaN(seconds) ? 0 : Math.min(Math.max(seconds, 0), SECONDS_MAX);
}
