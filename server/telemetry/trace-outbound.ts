import type { Outbound } from '@/core/ports/outbound';
import type { OutboundPurpose } from '../metrics/count-outbound-calls';
import { tracedCall } from './traced-call';

/** The same way out, with each call as a span by its purpose: an address that somebody chose can be a secret itself. */
export function traceOutbound(outbound: Outbound, purpose: OutboundPurpose): Outbound {
  return {
    send: (call) =>
      tracedCall(
        `call ${purpose}`,
        { 'portico.calls': purpose },
        () => outbound.send(call),
        (outcome, span) => {
          span.tell({ 'portico.outcome': outcome.outcome });
          if (outcome.outcome !== 'answered') return span.fail(outcome.outcome);
          span.tell({ 'http.response.status_code': outcome.status });
          if (outcome.status >= 400) span.fail(String(outcome.status));
        },
      ),
  };
}
