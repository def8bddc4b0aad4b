const count = new Intl.NumberFormat('en');

const PERIODS: readonly [seconds: number, one: string, many: string][] = [
  [86_400, 'day', 'days'],
  [3600, 'hour', 'hours'],
  [60, 'minute', 'minutes'],
  [1, 'second', 'seconds'],
];

/** How fast one may call: *60 requests a minute*, *5 requests in 10 seconds*, *No rate limit*. */
export function rateWords(plan: { rateRequests: number | null; ratePerSeconds: number | null }): string {
  if (plan.rateRequests === null || plan.ratePerSeconds === null) return 'No rate limit';
  return `${requests(plan.rateRequests)} ${inPeriod(plan.ratePerSeconds)}`;
}

/** How much one may call: *10,000 requests in 30 days*, *No quota*. */
export function quotaWords(plan: { quotaRequests: number | null; quotaPeriodSeconds: number | null }): string {
  if (plan.quotaRequests === null || plan.quotaPeriodSeconds === null) return 'No quota';
  return `${requests(plan.quotaRequests)} ${inPeriod(plan.quotaPeriodSeconds)}`;
}

/** How long its keys live: *90 days*, *Keys do not expire*. */
export function lifetimeWords(plan: { keyLifetimeDays: number | null }): string {
  if (plan.keyLifetimeDays === null) return 'Keys do not expire';
  return plan.keyLifetimeDays === 1 ? '1 day' : `${count.format(plan.keyLifetimeDays)} days`;
}

function requests(number: number): string {
  return `${count.format(number)} ${number === 1 ? 'request' : 'requests'}`;
}

function inPeriod(seconds: number): string {
  const [size, one, many] = PERIODS.find(([length]) => seconds % length === 0) ?? [1, 'second', 'seconds'];
  const times = seconds / size;
  if (times === 1) return `${one === 'hour' ? 'an' : 'a'} ${one}`;
  return `in ${count.format(times)} ${many}`;
}
