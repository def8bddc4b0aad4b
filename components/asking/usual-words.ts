const HOUR = 3_600;
const DAY = 86_400;

/** A usual waiting time in plain words, rounded up so that it promises no more than is usual: *3 hours*, *2 days*. */
export function usualWords(seconds: number): string {
  if (seconds <= 45 * 60) return 'an hour';
  if (seconds <= 36 * HOUR) return counted(Math.ceil(seconds / HOUR), 'hour');
  return counted(Math.ceil(seconds / DAY), 'day');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
