import type { Session } from './model';

/**
 * A session as the gateway tells it. Since 5.12 zero fields are left out; 3.x sends them all, and some that are only
 * zeros (gateway.md 4.4).
 */
export function sessionJson(session: Session, options: { zeroFields: boolean }): Record<string, unknown> {
  const limit = pruned({
    rate: session.rate,
    per: session.per,
    quota_max: session.quota_max,
    quota_renewal_rate: session.quota_renewal_rate,
  });
  const rights = Object.fromEntries(
    Object.entries(session.access_rights).map(([apiId, right]) => [apiId, { versions: right.versions, limit }]),
  );
  const whole = { ...session, access_rights: rights };
  if (options.zeroFields) return { last_check: 0, allowance: 0, throttle_interval: 0, hmac_enabled: false, ...whole };
  return pruned(whole);
}

function pruned(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isZero(value)));
}

function isZero(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === 0 || value === '' || value === false || value === null || value === undefined;
}
