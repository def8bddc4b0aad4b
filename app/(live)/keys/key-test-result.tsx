import { Alert, type AlertTone } from '@/components/ui/alert';
import type { KeyTest } from '@/core/try-it/test-key';

/** How a key did, in words: what it is, what to do, and what the gateway counts. */
export function KeyTestResult({ test }: { test: KeyTest }) {
  return (
    <Alert tone={toneOf(test)} title={`${test.title}.`} live>
      <p>{test.todo}</p>
      {test.quota && (
        <p className="mt-1">
          {test.quota.remaining} of {test.quota.max} calls left
          {test.quota.renewsAt && `; the quota renews ${moment(test.quota.renewsAt)}`}.
        </p>
      )}
      {test.expiresAt && (
        <p className="mt-1">
          {test.verdict === 'expired' ? 'It ended' : 'It ends'} {moment(test.expiresAt)}.
        </p>
      )}
      {test.where && (
        <p className="mt-1 text-ink-faint text-sm">
          Asked: {test.where}
          {test.status !== null && `, answer ${test.status} in ${test.ms} ms`}
        </p>
      )}
    </Alert>
  );
}

/** These do not say that something is wrong with the key. */
const MILD = new Set<KeyTest['verdict']>(['no_key', 'not_ready', 'no_copy', 'rate', 'api_refuses', 'unclear']);

function toneOf({ works, verdict }: KeyTest): AlertTone {
  if (works) return 'success';
  return MILD.has(verdict) ? 'warning' : 'danger';
}

const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

function moment(iso: string): string {
  return `on ${words.format(new Date(iso))} UTC`;
}
