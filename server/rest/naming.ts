import { DomainError } from '@/core/errors';
import { Problem, type ProblemError, pointerTo } from './problem';

/** Where the API has what a verb calls by this name: the way to it in the body. Undefined: under the same name. */
export type Naming = (field: string) => readonly (string | number)[] | undefined;

/**
 * Runs verbs whose refusals name fields of a form, and says the same with the names that the API has for them. Throws a
 * problem, 422, in the place of `invalid`, and everything else as it is.
 */
export async function asNamed<T>(work: () => Promise<T>, naming: Naming): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid') throw error;
    throw renamed(error, naming);
  }
}

function renamed(refusal: DomainError, naming: Naming): Problem {
  const problem = new Problem(422, refusal.message, {
    errors: Object.entries(refusal.fieldErrors).flatMap(([field, messages]) =>
      messages.map((message): ProblemError => ({ in: 'body', pointer: pointerOf(field, naming), message })),
    ),
  });
  problem.cause = refusal;
  return problem;
}

function pointerOf(field: string, naming: Naming): string {
  return pointerTo(naming(field) ?? [field]);
}
