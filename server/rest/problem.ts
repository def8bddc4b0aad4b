import { DomainError, type RefusalCode } from '@/core/errors';

/** One thing that is wrong with a request. `pointer` is a JSON pointer (RFC 6901) into the part that `in` names. */
export type ProblemError = { in: 'body' | 'query' | 'header'; pointer: string; message: string };

/** Says no, in the words of RFC 9457. */
export class Problem extends Error {
  override name = 'Problem';
  constructor(
    readonly status: number,
    detail: string,
    readonly more: {
      errors?: readonly ProblemError[];
      /** Where JSON ends to be JSON. */
      place?: { line: number; column: number };
      headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(detail);
  }
}

const TITLES: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'A valid token is needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not with this method',
  409: 'Not possible any more',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Some values are wrong',
  429: 'Too many requests',
  500: 'The portal failed',
};

const STATUS: Record<RefusalCode, number> = {
  invalid: 422,
  unauthenticated: 401,
  proof_needed: 403,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
};

/** A refusal of the core as a problem: messages beside fields become pointers into the body. */
function problemOf(refusal: DomainError): Problem {
  const wait = refusal.retryAfterSeconds;
  return new Problem(STATUS[refusal.code], refusal.message, {
    errors: Object.entries(refusal.fieldErrors).flatMap(([field, messages]) =>
      messages.map((message): ProblemError => ({ ...placeOf(field), message })),
    ),
    ...(wait !== null && { headers: { 'retry-after': String(Math.max(1, wait)) } }),
  });
}

function placeOf(field: string): Pick<ProblemError, 'in' | 'pointer'> {
  return { in: field === 'Idempotency-Key' ? 'header' : 'body', pointer: pointerTo([field]) };
}

/** A JSON pointer to what these names lead to. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** What is sent for a problem. */
export function problemResponse({ status, message, more }: Problem, requestId: string): Response {
  const body = {
    type: 'about:blank',
    title: TITLES[status] ?? 'Refused',
    status,
    detail: message,
    ...more.place,
    errors: more.errors ?? [],
    requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...more.headers, 'content-type': 'application/problem+json' },
  });
}

/** Whatever was thrown, as a problem; null for a fault. */
export function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  return error instanceof DomainError ? problemOf(error) : null;
}
