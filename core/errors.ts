/** Why something was refused; each maps to one HTTP status at the edge. */
export type RefusalCode =
  | 'invalid'
  | 'unauthenticated'
  /** Somebody is logged in, but has to say again who they are. */
  | 'proof_needed'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_many';

/** A refusal: something that the person can understand and perhaps mend. Everything else that is thrown is a fault. */
export class DomainError extends Error {
  override name = 'DomainError';
  constructor(
    readonly code: RefusalCode,
    message: string,
    /** Messages beside the fields of a form. */
    readonly fieldErrors: Readonly<Record<string, readonly string[]>> = {},
    /** Seconds to wait, for `too_many`. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

/** What the actor may not see does not exist: the same words for both. */
export function notFound(): DomainError {
  return new DomainError('not_found', 'There is nothing here, or you may not see it.');
}

/** The actor sees it but may not do this. */
export function forbidden(message = 'You may not do this.'): DomainError {
  return new DomainError('forbidden', message);
}

/** Somebody has to sign in first. */
export function unauthenticated(): DomainError {
  return new DomainError('unauthenticated', 'Log in to go on.');
}

/** What is dangerous wants a password, a code or a passkey that was given a short while ago. */
export function proofNeeded(): DomainError {
  return new DomainError('proof_needed', 'Confirm that it is you, then do this again.');
}

/** The state that this needs has passed. */
export function conflict(message: string): DomainError {
  return new DomainError('conflict', message);
}

/** One field is wrong. */
export function invalid(field: string, message: string): DomainError {
  return new DomainError('invalid', message, { [field]: [message] });
}

/** Several fields are wrong. */
export function invalidFields(fieldErrors: Record<string, string[]>): DomainError {
  return new DomainError('invalid', 'Some fields need another look.', fieldErrors);
}

/** Tried too often. */
export function tooMany(retryAfterSeconds: number): DomainError {
  const minutes = Math.max(1, Math.ceil(retryAfterSeconds / 60));
  return new DomainError(
    'too_many',
    `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    {},
    retryAfterSeconds,
  );
}
