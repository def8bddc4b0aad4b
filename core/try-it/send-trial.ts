import { randomUUID } from 'node:crypto';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import type { Outbound } from '../ports/outbound';
import { findTrialTarget, type OperationName, type TrialTarget } from './find-trial-target';
import { makeTrial, type Trial, type TrialValues } from './make-trial';
import { type OwnKey, readOwnKey, usableKey } from './own-key';
import { type GatewayRefusal, readRefusal } from './read-refusal';
import { type ShownAnswer, showAnswer } from './show-answer';
import { bodyBytes } from './trial-body';
import { isFirstUseThisHour, limitTrials, TRIAL_MAX_BYTES, TRIAL_TIMEOUT_MS } from './trial-limits';

/** The key that goes with a call: of a credential (opened inside, never shown), pasted, or none. */
export type TrialKey = { kind: 'own'; credentialId: string } | { kind: 'pasted'; key: string } | { kind: 'none' };

/** An operation, what was typed for it, and the key to call with. */
export type TrialInput = OperationName & { values: TrialValues; key: TrialKey };

/** What came of the call; `refusal` says in words why the gateway did not let it through. */
export type TrialOutcome =
  | { outcome: 'answered'; answer: ShownAnswer; refusal: GatewayRefusal }
  /** Nothing came back: why, as a sentence. */
  | { outcome: 'failed'; reason: string; ms: number | null };

/**
 * Calls one operation of a product for somebody, from here, with a key of theirs. Method, path and address are the
 * stored operation's and the product's; what was filled in cannot leave them. An own key is opened inside and never
 * leaves: not in the answer (an API's echo of it is masked), nor in a log, nor in the audit. Its use is written down as
 * `credential.tried`, at most once an hour for each person and credential, so that a hundred presses are one line.
 * Throws `not_found`, `forbidden`, `invalid`, `too_many`, and `conflict` for a key or product that cannot be used.
 */
export async function sendTrial(ctx: Context, outbound: Outbound, input: TrialInput): Promise<TrialOutcome> {
  const target = await findTrialTarget(ctx, input);
  authorize(ctx.actor, 'tryIt.send');
  if (target.baseUrl === null) throw conflict('This API has no address that can be called from here.');
  const trial = makeTrial({ baseUrl: target.baseUrl, method: target.method, path: target.path }, input.values);
  await limitTrials(ctx);
  const key = await openKey(ctx, target, input.key);
  if (key.own) await recordUse(ctx, key.own, input);
  const outcome = await outbound.send({
    ...wire(trial, key.sent),
    reachesPrivate: target.reachesPrivate,
    timeoutMs: TRIAL_TIMEOUT_MS,
    maxBytes: TRIAL_MAX_BYTES,
  });
  if (outcome.outcome === 'refused') return { outcome: 'failed', reason: outcome.reason, ms: null };
  if (outcome.outcome === 'failed') return outcome;
  return {
    outcome: 'answered',
    answer: showAnswer(outcome, key.secrets),
    refusal: target.gatewayId === null ? null : readRefusal(outcome),
  };
}

type OpenedKey = { sent: string | null; secrets: readonly string[]; own: OwnKey | null };

/** A header is a line of printable ASCII. */
const HEADER_VALUE = /^[\x20-\x7e]{1,4000}$/;

async function openKey(ctx: Context, target: TrialTarget, choice: TrialKey): Promise<OpenedKey> {
  switch (choice.kind) {
    case 'none':
      return { sent: null, secrets: [], own: null };
    case 'pasted': {
      const sent = choice.key.trim();
      if (!HEADER_VALUE.test(sent)) throw invalid('key', 'A key is one line of letters, digits and signs.');
      const bare = sent.replace(/^\w+ +/, '');
      return { sent, secrets: [sent, bare], own: null };
    }
    case 'own': {
      const own = await readOwnKey(ctx, choice.credentialId);
      const sent = usableKey(own, target);
      return { sent, secrets: [sent, ...(own.keyId ? [own.keyId] : [])], own };
    }
  }
}

async function recordUse(ctx: Context, own: OwnKey, { product, api, operation }: OperationName): Promise<void> {
  if (!(await isFirstUseThisHour(ctx, own.credentialId))) return;
  const subject = { kind: 'credential', id: own.credentialId, organizationId: own.organizationId };
  await mutate(ctx, (unit) => unit.audit('credential.tried', subject, { product, api, operation }));
}

function wire(trial: Trial, key: string | null) {
  const body = trial.body && bodyBytes(trial.body, `----portico-${randomUUID()}`);
  return {
    method: trial.method,
    url: trial.url,
    headers: {
      accept: '*/*',
      ...Object.fromEntries(trial.headers),
      ...(body ? { 'content-type': body.type } : {}),
      ...(key === null ? {} : { authorization: key }),
    },
    body: body?.bytes ?? null,
  };
}
