import type { KeyRewrite, SecretRefused, Unknown } from '@/core/ports/gateway-keys';
import { refusalMessage, unknown, unsettled } from './classify';
import type { Answer, ControlCall } from './control-api';
import { keyReply } from './replies';
import { isAnsweredNotFound } from './sentinel';
import type { Tyk } from './tyk';

/** Writes say this for a bad policy and for a store that is down alike (gateway.md 4.3, 4.5, 9). */
const AMBIGUOUS = 'ensure security settings are correct';

/** What became of a write, before it was read back. */
export type Written =
  | { outcome: 'applied'; key: string; keyHash: string | null }
  /** PUT alone: there is nothing under this name, or nobody can look. */
  | { outcome: 'missing' }
  | { outcome: 'rejected'; reason: string }
  | SecretRefused
  | Unknown;
type Once = Written | { outcome: 'ambiguous' };

const EXPIRY_PASSED: Written = {
  outcome: 'rejected',
  reason: 'The expiry has passed. The gateway would read it as "never", so it was not sent.',
};

/**
 * Sends the whole session by POST or PUT. It is sent at most twice, and never later than one call's deadline after the
 * start, so that a fence of twice that deadline covers it (provisioning.md 4.3). Throws when the wish has no policy:
 * that is a fault of the caller, and sending it could open every API.
 */
export async function writeSession(
  tyk: Tyk,
  call: Pick<ControlCall, 'method' | 'path'> & { resetQuota: boolean; query?: Readonly<Record<string, string>> },
  wish: KeyRewrite,
): Promise<Written> {
  // Where master keys are allowed, a key without policies and rights opens every API (security.md 2.4).
  if (wish.policyIds.length === 0) throw new Error('writeSession: refusing to write a key without a policy');
  const startedAt = tyk.now();
  const first = await sendOnce(tyk, call, wish);
  if (first.outcome !== 'ambiguous') return first;

  // Only where the store takes a write and gives it back, a second refusal after it is about the policies.
  const proof = await tyk.sentinel.write();
  if (proof.outcome !== 'written') return proof;
  if (tyk.now() - startedAt > tyk.limits.callTimeoutMs) return unknown('the gateway took too long to try it once more');
  const second = await sendOnce(tyk, call, wish);
  if (second.outcome !== 'ambiguous') return second;
  const after = await tyk.sentinel.stillThere();
  if (after.outcome !== 'proven') return after;
  return {
    outcome: 'rejected',
    reason: 'The gateway refuses these policies: one of them does not exist there, or belongs to another organization.',
  };
}

async function sendOnce(tyk: Tyk, call: Parameters<typeof writeSession>[1], wish: KeyRewrite): Promise<Once> {
  if (hasPassed(tyk, wish)) return EXPIRY_PASSED;
  const { method, path, resetQuota } = call;
  // Without it the write would give the caller a fresh quota (gateway.md 13.3).
  const query = { ...call.query, ...(resetQuota ? {} : { suppress_reset: '1' }) };
  let passedInQueue = false;
  const answer = await tyk.api.call({
    method,
    path,
    query,
    body: () => {
      passedInQueue = hasPassed(tyk, wish);
      return passedInQueue ? undefined : sessionOf(tyk.orgId, wish);
    },
  });
  if (passedInQueue) return EXPIRY_PASSED;
  return judge(answer, hasPassed(tyk, wish));
}

function judge(answer: Answer, passedMeanwhile: boolean): Once {
  if (answer.kind !== 'answered') return unsettled(answer);
  if (answer.status === 200) {
    const reply = keyReply.safeParse(answer.json);
    if (!reply.success) return unsettled(answer);
    if (passedMeanwhile)
      return unknown('the expiry passed while the gateway was answering, which may have made it "never"');
    return { outcome: 'applied', key: reply.data.key, keyHash: reply.data.key_hash ?? null };
  }
  if (isAnsweredNotFound(answer)) return { outcome: 'missing' };
  const message = refusalMessage(answer);
  if (message?.includes(AMBIGUOUS)) return { outcome: 'ambiguous' };
  const permanent = permanentReason(answer.status, message);
  return permanent ? { outcome: 'rejected', reason: permanent } : unsettled(answer);
}

/**
 * What the same call would meet again (gateway.md 4.2); the gateway's words are not repeated, they may quote the id.
 */
function permanentReason(status: number, message: string | null): string | null {
  if (message === null) return null;
  if (message.includes('policy not found')) return 'The gateway does not know one of the policies.';
  if (message.includes('keys must have at least one')) return 'The gateway finds no rights in these policies.';
  if (message.includes('Unmarshalling failed') || message.includes('Request malformed')) {
    return 'The gateway cannot read the request.';
  }
  if (message.includes('min_token_length')) return 'The key id is shorter than this gateway allows.';
  const isRefusal = status >= 400 && status < 500 && ![408, 425, 429].includes(status);
  return isRefusal ? `The gateway refuses the key (${status}).` : null;
}

/** Everything that the key shall have: the gateway drops what is left out (gateway.md 4.5). */
export function sessionOf(orgId: string, wish: KeyRewrite) {
  return {
    org_id: orgId,
    apply_policies: wish.policyIds,
    expires: expiresOf(wish),
    meta_data: wish.metadata,
    alias: wish.alias,
    tags: wish.tags,
  };
}

/** Unix seconds; 0 is never, 1 is the gateway's literal for "expired" (gateway.md 6). */
function expiresOf(wish: KeyRewrite): number {
  if (wish.expires === 'never') return 0;
  if (wish.expires === 'now') return 1;
  return Math.floor(wish.expires.getTime() / 1000);
}

/** A past instant is stored as 0, which is "never" (gateway.md 4.3): the one value that must not be sent. */
function hasPassed(tyk: Tyk, wish: KeyRewrite): boolean {
  return wish.expires instanceof Date && expiresOf(wish) <= tyk.now() / 1000;
}
