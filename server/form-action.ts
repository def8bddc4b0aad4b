import 'server-only';
import { headers } from 'next/headers';
import { redirect, unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import type { Context } from '@/core/context';
import { DomainError } from '@/core/errors';
import type { Ceremony, FormState, RowQuestion, RowResult, ShownKey } from '@/core/form-state';
import { safePath } from '@/core/identity/safe-path';
import type { KeyTest } from '@/core/try-it/test-key';
import { getContext } from './context';
import { formFields } from './form-fields';
import { log } from './log';
import { refuseForeignOrigin } from './refuse-foreign-origin';

/** A server action as a form calls it, with or without JavaScript. */
export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;

/**
 * What an action answers: a sentence; for several things at once what became of each, or what to confirm; or a key to
 * show.
 */
export type Told =
  | string
  | {
      message: string;
      results?: readonly RowResult[];
      shownKey?: ShownKey;
      question?: RowQuestion;
      /** Recovery codes, in the one answer that shows them. */
      shownCodes?: readonly string[];
      /** A token or a signing secret, in the one answer that shows it. */
      shownSecret?: string;
      /** Where what was made has its page: beside a secret, which a redirect would lose. */
      leadsTo?: string;
      ceremony?: Ceremony;
      keyTest?: KeyTest;
    };

/** Never sent back into a form. `code` is a link's token, or what an authenticator shows. */
const SECRET_FIELD = /password|secret|token|key|^code$/i;
/** The page that a request is for, as `proxy.ts` says it: whatever the client sends under this name is overwritten. */
const PATH_HEADER = 'x-portico-path';

/**
 * A server action: parse, ask who, run the verb, translate a refusal. The verb checks permission. `work` answers the
 * sentence to show; it may redirect. A fault is logged and goes to the error page.
 */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  work: (ctx: Context, input: z.infer<Schema>) => Promise<Told>,
): FormAction {
  return async (_previous, data) => {
    const given = formFields(data);
    const parsed = schema.safeParse(given);
    if (!parsed.success) {
      const flat = z.flattenError(parsed.error);
      const message = flat.formErrors[0] ?? 'Some fields need another look.';
      return failed(message, flat.fieldErrors as Record<string, string[]>, given);
    }
    const ctx = await getContext();
    try {
      refuseForeignOrigin(await headers());
      const told = await work(ctx, parsed.data);
      return { status: 'done', ...(typeof told === 'string' ? { message: told } : told) };
    } catch (error) {
      unstable_rethrow(error);
      if (error instanceof DomainError) {
        if (error.code === 'proof_needed') redirect(await pathOfProof());
        return failed(error.message, { ...error.fieldErrors } as Record<string, string[]>, given);
      }
      log.error({ err: error, requestId: ctx.requestId }, 'an action failed');
      throw error;
    }
  };
}

/** A form is posted to the address of its own page: there the person comes back to, and presses again. */
async function pathOfProof(): Promise<string> {
  const page = safePath((await headers()).get(PATH_HEADER));
  return `/auth/prove?next=${encodeURIComponent(page)}`;
}

function failed(
  message: string,
  fieldErrors: Record<string, string[]>,
  given: Record<string, string | string[]>,
): FormState {
  const kept = Object.entries(given).filter(([name]) => !SECRET_FIELD.test(name));
  const values = Object.fromEntries(
    kept.map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : value]),
  );
  return { status: 'error', message, fieldErrors, values };
}
