import type { SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import type { Answer } from './control-api';
import { errorReply } from './replies';

/** The gateway's own refusal, or null when the answer does not have its shape: a text page, HTML, nothing. */
export function refusalMessage(answer: Answer): string | null {
  if (answer.kind !== 'answered' || answer.status < 400) return null;
  const refusal = errorReply.safeParse(answer.json);
  return refusal.success ? refusal.data.message : null;
}

/** `404 page not found` as text: this gateway, or whatever answers at that URL, has no such route (gateway.md 4). */
export function isMissingRoute(answer: Answer): boolean {
  return answer.kind === 'answered' && answer.status === 404 && refusalMessage(answer) === null;
}

/** For every answer that settles nothing. The reason is stored and shown, so it quotes nothing of the answer. */
export function unsettled(answer: Answer): SecretRefused | Unknown {
  if (answer.kind === 'secret_refused') return { outcome: 'secret_refused' };
  if (answer.kind === 'silent') return { outcome: 'unknown', reason: answer.reason };
  if (isMissingRoute(answer)) return unknown('answered 404 like something that is no Tyk control API');
  if (answer.status === 200) return unknown('answered 200 with something that is no answer of a Tyk gateway');
  return unknown(`answered ${answer.status}`);
}

/** An answer that settles nothing, with the reason for the log. */
export function unknown(reason: string): Unknown {
  return { outcome: 'unknown', reason };
}
