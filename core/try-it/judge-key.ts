import type { KeySession, ReadOutcome } from '../ports/gateway-keys';
import type { OutboundOutcome } from '../ports/outbound';
import type { Verdict } from './explain-key';
import type { OwnKey } from './own-key';
import { type GatewayRefusal, readRefusal } from './read-refusal';

/** What needs no call: the portal itself ended the key, or has not made it. Null when the gateway has to be asked. */
export function whatPortalKnows({ status, isSuspended, isExpired }: OwnKey): Verdict | null {
  switch (status) {
    case 'awaiting_claim':
      return 'no_key';
    case 'provisioning':
      return 'not_ready';
    case 'failed':
      return 'failed';
    case 'revoking':
    case 'revoked':
      return 'revoked';
    case 'active':
      return isSuspended ? 'suspended' : isExpired ? 'expired' : null;
  }
}

/**
 * Puts together what a call was answered and what the gateway's session says. The gateway answers the same words for a
 * key that it does not know and for one that opens other APIs (gateway.md 10); the session tells them apart.
 */
export function judgeKey(seen: {
  call: OutboundOutcome;
  read: ReadOutcome;
  gatewayApiId: string | null;
  now: Date;
}): Verdict {
  const { call, read, gatewayApiId, now } = seen;
  if (call.outcome !== 'answered') return 'gateway_down';
  const refusal = readRefusal(call);
  if (refusal !== null) return judgeRefusal(refusal, read, gatewayApiId, now);
  if (call.status === 401 || call.status === 403) return 'api_refuses';
  return call.status >= 500 ? 'unclear' : 'works';
}

function judgeRefusal(
  refusal: Exclude<GatewayRefusal, null>,
  read: ReadOutcome,
  gatewayApiId: string | null,
  now: Date,
): Verdict {
  switch (refusal) {
    // A key was sent: where it was not found, it is looked for elsewhere.
    case 'no_key':
      return 'wrong_header';
    case 'inactive':
      return 'suspended';
    case 'disallowed':
      return judgeDisallowed(read, gatewayApiId, now);
    case 'api_down':
      return read.outcome === 'unknown' ? 'gateway_down' : 'api_down';
    default:
      return refusal;
  }
}

function judgeDisallowed(read: ReadOutcome, gatewayApiId: string | null, now: Date): Verdict {
  if (read.outcome === 'absent') return 'unknown_key';
  if (read.outcome !== 'found') return 'unclear';
  if (hasEnded(read.session, now)) return 'expired';
  const opensIt = gatewayApiId !== null && read.session.apiIds.includes(gatewayApiId);
  return opensIt ? 'unclear' : 'not_in_plan';
}

function hasEnded({ expires }: KeySession, now: Date): boolean {
  return expires > 0 && expires * 1000 <= now.getTime();
}
