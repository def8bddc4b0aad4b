import type { DeleteOutcome, KeyName, SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import { type Missing, provenAbsence } from './bracket';
import { unsettled } from './classify';
import { keyForms, nameQuery } from './key-forms';
import { keyReply } from './replies';
import { isAnsweredNotFound, keyPath } from './sentinel';
import type { Tyk } from './tyk';

/**
 * Deletes a key under every form that its name may have: a gateway whose configuration changed may hold two of them.
 */
export function deleteKey(tyk: Tyk, name: KeyName): Promise<DeleteOutcome> {
  const forms = keyForms(tyk.orgId, name);
  const query = nameQuery(tyk.orgId, name);
  return provenAbsence(tyk.sentinel, () => deleteAll(tyk, forms, query));
}

async function deleteAll(
  tyk: Tyk,
  forms: readonly string[],
  query: Readonly<Record<string, string>>,
): Promise<{ outcome: 'deleted' } | Missing | SecretRefused | Unknown> {
  let wasThere = false;
  for (const form of forms) {
    const answer = await tyk.api.call({ method: 'DELETE', path: keyPath(form), query });
    if (answer.kind === 'answered' && answer.status === 200 && keyReply.safeParse(answer.json).success) wasThere = true;
    else if (!isAnsweredNotFound(answer)) return unsettled(answer);
  }
  return { outcome: wasThere ? 'deleted' : 'missing' };
}
