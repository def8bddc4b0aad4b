import type { SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import { refusalMessage, unknown, unsettled } from './classify';
import type { Answer, ControlApi } from './control-api';
import { keyForms } from './key-forms';
import { apisReply, keyReply, sessionReply } from './replies';

/** The name under which the gateway filed the sentinel, and its clock as told on the way. */
export type SentinelWritten = { outcome: 'written'; key: string; keyHash: string | null; clockSkewMs: number | null };
/** The store has just answered. */
export type Proven = { outcome: 'proven' };

/**
 * A key of the portal's own that opens nothing. With its Redis down the gateway answers 404 to every GET and DELETE,
 * so only a key that must be there can tell "gone" from "cannot look" (gateway.md 9, provisioning.md 0.2).
 */
export type Sentinel = {
  /** The store answers now: the sentinel is read, and written first when it is missing. */
  prove(): Promise<Proven | SecretRefused | Unknown>;
  /**
   * The store still answers: read only, so that a store that was emptied meanwhile is not taken for one that stayed.
   */
  stillThere(): Promise<Proven | SecretRefused | Unknown>;
  /** The store takes writes and gives them back. Idempotent. */
  write(): Promise<SentinelWritten | SecretRefused | Unknown>;
};

/** An API id that no gateway has: since 5.3 a key may name it, and opens nothing. */
const NOWHERE = 'portico-sentinel-opens-nothing';

/** Remembers under which form of its id the gateway knows it, so that a look is one call. */
export function createSentinel(api: ControlApi, ids: { orgId: string; sentinelId: string }): Sentinel {
  let knownKey: string | null = null;

  const read = async (): Promise<Proven | { outcome: 'missing' } | SecretRefused | Unknown> => {
    const forms = knownKey ? [knownKey] : keyForms(ids.orgId, { id: ids.sentinelId });
    for (const form of forms) {
      const answer = await api.call({ method: 'GET', path: keyPath(form), query: { org_id: ids.orgId } });
      if (answer.kind === 'answered' && answer.status === 200 && sessionReply.safeParse(answer.json).success) {
        knownKey = form;
        return { outcome: 'proven' };
      }
      if (!isAnsweredNotFound(answer)) return unsettled(answer);
    }
    return { outcome: 'missing' };
  };

  const stillThere = async () => {
    const found = await read();
    return found.outcome === 'missing'
      ? unknown('the sentinel key cannot be read: its store is down or was emptied')
      : found;
  };

  const write = async (): Promise<SentinelWritten | SecretRefused | Unknown> => {
    const answer = await upsert(api, ids);
    if (answer.kind !== 'answered') return unsettled(answer);
    const reply = keyReply.safeParse(answer.json);
    if (answer.status !== 200 || !reply.success) {
      return refusalMessage(answer)
        ? unknown('the sentinel key cannot be written: its store may be down')
        : unsettled(answer);
    }
    knownKey = reply.data.key;
    const proof = await stillThere();
    if (proof.outcome !== 'proven') return proof;
    const { key, key_hash: keyHash = null } = reply.data;
    return { outcome: 'written', key, keyHash, clockSkewMs: answer.clockSkewMs };
  };

  return {
    stillThere,
    write,
    async prove() {
      const found = await read();
      if (found.outcome !== 'missing') return found;
      const written = await write();
      return written.outcome === 'written' ? { outcome: 'proven' } : written;
    },
  };
}

/**
 * Writes the sentinel; a gateway before 5.3 refuses rights to an API that it did not load, so one that it has is named.
 */
async function upsert(api: ControlApi, ids: { orgId: string; sentinelId: string }): Promise<Answer> {
  const send = (apiId: string) =>
    api.call({
      method: 'POST',
      path: keyPath(ids.sentinelId),
      query: { suppress_reset: '1' },
      body: () => sentinelSession(ids.orgId, apiId),
    });
  const first = await send(NOWHERE);
  if (first.kind !== 'answered' || first.status === 200 || refusalMessage(first) === null) return first;

  const listed = await api.call({ method: 'GET', path: '/tyk/apis', list: true });
  const apis = listed.kind === 'answered' && listed.status === 200 ? apisReply.safeParse(listed.json) : null;
  const own = apis?.success ? apis.data.known.find((known) => known.orgId === ids.orgId) : undefined;
  return own ? send(own.apiId) : first;
}

function sentinelSession(orgId: string, apiId: string) {
  return {
    org_id: orgId,
    access_rights: { [apiId]: { api_id: apiId, api_name: apiId, versions: ['Default'] } },
    // Expired from birth: whoever finds it can call nothing, even where it had to name a real API.
    expires: 1,
    rate: 1,
    per: 60,
    // No quota: a key with one is written back by calls (gateway.md 7).
    quota_max: -1,
    alias: 'portico-sentinel',
    tags: ['portico-sentinel'],
    meta_data: { portico: 'sentinel' },
  };
}

/** The path of one key. Encoded, since tokens end in `=` and may hold `/` and `+`. */
export function keyPath(name: string): string {
  return `/tyk/keys/${encodeURIComponent(name)}`;
}

/** The gateway says that it has no such key: 404, on a DELETE by 3.x 400. True also while its store is down. */
export function isAnsweredNotFound(answer: Answer): boolean {
  const message = refusalMessage(answer);
  if (answer.kind !== 'answered' || message === null) return false;
  return answer.status === 404 || (answer.status === 400 && message === 'Failed to remove the key');
}
