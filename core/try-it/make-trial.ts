import type { SampleBody } from '../api-docs/samples/sample-request';
import { DomainError, invalid } from '../errors';
import { trialBody } from './trial-body';
import { trialHeaders } from './trial-headers';
import { trialUrl } from './trial-url';

/** A value under its name; pairs, because a name may come twice, and may be `__proto__`. */
export type Named = readonly [name: string, value: string];

/** What somebody filled in. The method and the path come from the stored operation, never from here. */
export type TrialValues = {
  path: readonly Named[];
  /** Empty ones are left out. */
  query: readonly Named[];
  headers: readonly Named[];
  cookies: readonly Named[];
  body: { type: string; text: string } | null;
};

/** What is called: where the product is, and one of its operations. */
export type TrialPlace = { baseUrl: string; method: string; path: string };

/** A call as it will be sent, but for the key. */
export type Trial = { method: string; url: string; headers: readonly Named[]; body: SampleBody | null };

/** These have no body, whatever a document says: what stands between would refuse it. */
const BODILESS = new Set(['GET', 'HEAD']);

/**
 * Makes the call of what was filled in; the browser makes the same for the curl line. Throws `invalid`, with the field
 * (`path.NAME`, `query.NAME`, `header.NAME`, `cookie.NAME`, `body`), for what would not reach this operation and no
 * other.
 */
export function makeTrial(place: TrialPlace, values: TrialValues): Trial {
  const method = place.method.toUpperCase();
  const body = values.body && !BODILESS.has(method) ? trialBody(values.body) : null;
  return {
    method,
    url: trialUrl(place, values).href,
    headers: trialHeaders(values),
    body,
  };
}

/** The same as a value: for a browser, which shows what is wrong and goes on. */
export function tryToMakeTrial(place: TrialPlace, values: TrialValues): Trial | DomainError {
  try {
    return makeTrial(place, values);
  } catch (error) {
    if (error instanceof DomainError) return error;
    return invalid('path', 'This call cannot be made.');
  }
}
