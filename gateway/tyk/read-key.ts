import type { KeyName, KeySession, ReadOutcome, SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import { type Missing, provenAbsence } from './bracket';
import { refusalMessage, unsettled } from './classify';
import type { Answer } from './control-api';
import { keyForms, nameQuery } from './key-forms';
import { sessionReply } from './replies';
import { isAnsweredNotFound, keyPath } from './sentinel';
import type { Tyk } from './tyk';

/** Reads a key under every form that its name may have. */
export function readKey(tyk: Tyk, name: KeyName): Promise<ReadOutcome> {
  const forms = keyForms(tyk.orgId, name);
  const query = nameQuery(tyk.orgId, name);
  return provenAbsence(tyk.sentinel, () => readAny(tyk, forms, query));
}

/** A gateway that keeps keys as they are has none under any hash. */
function knowsNoHashes(answer: Answer): boolean {
  return refusalMessage(answer)?.includes('key hashing is not enabled') ?? false;
}

async function readAny(
  tyk: Tyk,
  forms: readonly string[],
  query: Readonly<Record<string, string>>,
): Promise<{ outcome: 'found'; session: KeySession } | Missing | SecretRefused | Unknown> {
  for (const form of forms) {
    const answer = await tyk.api.call({ method: 'GET', path: keyPath(form), query });
    if (answer.kind === 'answered' && answer.status === 200) {
      const reply = sessionReply.safeParse(answer.json);
      return reply.success ? { outcome: 'found', session: reply.data.session } : unsettled(answer);
    }
    if (!isAnsweredNotFound(answer) && !knowsNoHashes(answer)) return unsettled(answer);
  }
  return { outcome: 'missing' };
}
