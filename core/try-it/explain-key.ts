/** What is the matter with a key, or with what it is used for. */
export type Verdict =
  | 'works'
  | 'api_refuses'
  | 'api_down'
  | 'no_key'
  | 'not_ready'
  | 'failed'
  | 'revoked'
  | 'no_copy'
  | 'wrong_header'
  | 'unknown_key'
  | 'not_in_plan'
  | 'expired'
  | 'suspended'
  | 'rate'
  | 'quota'
  | 'not_loaded'
  | 'gateway_down'
  | 'unclear';

/** In plain words: what it is, and what to do. */
export type Explanation = { title: string; todo: string };

const EXPLANATIONS: Record<Verdict, Explanation> = {
  works: { title: 'This key works', todo: 'The gateway let a call with it through, and the API answered.' },
  api_refuses: {
    title: 'The gateway accepts this key, but the API refuses the call',
    todo: 'The API has a rule of its own. Read its documentation, or ask the provider.',
  },
  api_down: {
    title: 'The gateway accepts this key, but the API behind it does not answer',
    todo: 'Your key is fine. Try again later; if it lasts, tell the provider.',
  },
  no_key: { title: 'There is no key yet', todo: 'Generate the key first, then test it.' },
  not_ready: { title: 'The key is being made', todo: 'Wait a moment, then test it again.' },
  failed: { title: 'The key could not be made', todo: 'Press Try again beside it, or tell the provider.' },
  revoked: {
    title: 'This key was revoked',
    todo: 'It works no more, for good. Use another key, or ask for access again.',
  },
  no_copy: {
    title: 'The portal keeps no copy of this key',
    todo: 'Test it on the page of an operation: paste it there.',
  },
  wrong_header: {
    title: 'The key does not arrive where the gateway looks for it',
    todo: 'Send the key alone in the header Authorization: no other header, no name in front of it.',
  },
  unknown_key: {
    title: 'The gateway does not know this key',
    todo: 'Check that it is copied whole, without spaces. If it is, it was deleted: use another key.',
  },
  not_in_plan: {
    title: 'This key does not open this API',
    todo: 'Use the key of an app that has access to this product, or ask for access.',
  },
  expired: { title: 'This key has expired', todo: 'Ask for access again; a new key comes with it.' },
  suspended: {
    title: 'This key is suspended',
    todo: 'It was switched off by those who run the portal or your organization. Ask them why.',
  },
  rate: {
    title: 'Too many calls in a short time',
    todo: 'The key works. Its plan limits how fast it may call: wait a little, then call more slowly.',
  },
  quota: {
    title: 'The quota of this key is used up',
    todo: 'The key works again when its quota renews. For more calls choose a larger plan.',
  },
  not_loaded: {
    title: 'The gateway does not serve this API now',
    todo: 'Your key is not the cause. Check the address; if it is right, tell the provider.',
  },
  gateway_down: {
    title: 'The gateway does not answer',
    todo: 'Your key is not the cause. Try again later; if it lasts, tell the provider.',
  },
  unclear: {
    title: 'The call failed in a way the portal does not know',
    todo: 'Look at the status and the answer of the gateway, and show them to the provider.',
  },
};

/** The words for a verdict. */
export function explainKey(verdict: Verdict): Explanation {
  return EXPLANATIONS[verdict];
}
