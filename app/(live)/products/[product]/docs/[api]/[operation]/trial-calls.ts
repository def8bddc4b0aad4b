import type { TrialForm } from '@/core/try-it/get-trial-form';
import type { TrialValues } from '@/core/try-it/make-trial';
import type { TrialKey, TrialOutcome } from '@/core/try-it/send-trial';

/** Why the portal did not send a call: in the whole, and beside its fields. */
export type Refused = { message: string; fieldErrors: Record<string, string[]> };
/** What the portal answered to the page: what was asked for, or why not. */
export type Reached<Value> = { value: Value } | { refused: Refused };

/** Asks for the operation as a form. */
export function loadForm(href: string): Promise<Reached<TrialForm>> {
  return reach(href, {});
}

/** Has the call sent. */
export function send(href: string, input: { values: TrialValues; key: TrialKey }): Promise<Reached<TrialOutcome>> {
  return reach(href, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
}

const UNREACHED = 'The portal did not answer. Check your connection and try again.';

async function reach<Value>(href: string, init: RequestInit): Promise<Reached<Value>> {
  try {
    const response = await fetch(href, init);
    if (response.ok) return { value: (await response.json()) as Value };
    const refused = (await response.json()) as Partial<Refused>;
    return { refused: { message: refused.message ?? UNREACHED, fieldErrors: refused.fieldErrors ?? {} } };
  } catch {
    return { refused: { message: UNREACHED, fieldErrors: {} } };
  }
}
