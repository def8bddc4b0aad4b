import { DEMO_APIS } from '@/gateway/demo/definitions';
import type { Scene } from './scene';
import type { Outcome } from './tally';

const ANSWER_MS = 5_000;
/** At the same time, so that the gateway writes keys with a quota back while the portal changes them (gateway.md 7). */
const CALLS = 4;

/** A program calls an API with a key that somebody was shown, also with one that has ended since. */
export async function actAsProgram({ chance, gateway, tally }: Scene): Promise<Outcome> {
  const shown = [...tally.promised.shown.values()];
  if (shown.length === 0) return 'nothing';
  const key = chance.oneOf(shown);
  const held = gateway.keys().find((one) => one.key === key);
  const [apiId] = Object.keys(held?.session.access_rights ?? {});
  const path = DEMO_APIS.find((api) => api.apiId === apiId)?.listenPath ?? '/payments/';
  const call = async () => {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const answer = await fetch(gateway.url + path, { headers: { authorization: key }, signal });
    await answer.arrayBuffer();
    return answer.status;
  };
  const statuses = await Promise.all(Array.from({ length: CALLS }, () => call().catch(() => 0)));
  if (statuses.includes(200)) return 'done';
  return statuses.every((status) => status >= 400 && status < 500) ? 'refused' : 'failed';
}
