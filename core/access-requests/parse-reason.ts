import { invalid } from '../errors';

/** In characters. */
const REASON_MAX = 1000;

/** A reason as it is kept and mailed to those in `readers`. Throws `invalid` for `reason` when there is none. */
export function parseReason(given: string, readers = 'the requester is'): string {
  const reason = given.normalize('NFC').replaceAll('\r\n', '\n').trim();
  if (!reason) throw invalid('reason', `Say why: ${readers} told.`);
  if (reason.length > REASON_MAX) throw invalid('reason', `Use at most ${REASON_MAX} characters.`);
  return reason;
}
