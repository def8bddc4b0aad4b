import { z } from '@hono/zod-openapi';
import type { Scope } from '@/core/api-tokens/scopes';
import type { Context } from '@/core/context';
import { oneAtATime } from '@/core/one-at-a-time';
import type { Gateways } from '@/core/ports/gateway';
import type { Outbound } from '@/core/ports/outbound';
import { etagOf, requireMatch } from './etag';
import { Problem, type ProblemError, pointerTo } from './problem';

/** What an operation may use beside the context. */
export type Parts = {
  gateways: Gateways;
  /** For addresses that somebody names. */
  outbound: Outbound;
  /** The hash under which a gateway would file this key. */
  keyHash(key: string): string;
};

/** At most `attempts` calls a token in each `seconds`, counted under `name`. */
export type RateLimit = { name: string; attempts: number; seconds: number };

/** For whatever says nothing else. */
export const USUAL_LIMIT: RateLimit = { name: 'calls', attempts: 600, seconds: 60 };

/** The parts of a path that stand in braces; all of them are ids. */
export type Params = Readonly<Record<string, string>>;

type Described = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With ids in braces: `/requests/{id}`. */
  path: `/${string}`;
  /** Which resource it belongs to: the heading in the reference. */
  tag: string;
  operationId: string;
  summary: string;
  about?: string;
  scope: Scope;
  status?: 200 | 201 | 202 | 204;
  limit?: RateLimit;
  /** The body is an OpenAPI document itself, JSON or YAML, as a text in `body.source`: it may be larger, and is not parsed here. */
  takesDocument?: boolean;
  /** It waits for somebody else's machine, and sent twice it is harmless: an Idempotency-Key opens no transaction around it. */
  waitsForNetwork?: boolean;
  /** Whether the answer is one thing with an ETag; known of paths that end with an id, of what has `current`, and of what is made. */
  hasEtag?: boolean;
};

type Spec<Query extends z.ZodObject, Body extends z.ZodObject, Answer extends z.ZodType> = Described & {
  query?: Query;
  body?: Body;
  answer: Answer;
  /**
   * What a change or a deletion is about, exactly as its GET answers it (parsed by the schema of that answer): its ETag is what `If-Match` is compared with, and `run` gets
   * it, so that a verb can be told on which version the change was thought out.
   */
  current?(ctx: Context, params: Params, parts: Parts): Promise<Current>;
  /**
   * Of a thing that counts no versions: the look at `current` and the change are one transaction, and no two of them are
   * made of the same thing at a time. Otherwise of two programs with one ETag both would be let through.
   */
  isOneAtATime?: true;
  /** Calls verbs of the core, and nothing else. */
  run(
    ctx: Context,
    input: { params: Params; query: z.output<Query>; body: z.output<Body>; current: Current },
    parts: Parts,
  ): Promise<z.input<Answer>>;
  /** Where what was made can be read, below /api/v1. */
  locationOf?(answer: z.input<Answer>, params: Params): `/${string}`;
  /** What is done after everything was committed, such as trying at once what a job would do. Never throws. */
  afterwards?(ctx: Context, parts: Parts, answer: z.input<Answer>, params: Params): Promise<void>;
};

/** An operation with its types behind it: everything that the door needs to know of it. */
export type Operation = Required<Pick<Described, 'status' | 'limit' | 'hasEtag'>> &
  Omit<Described, 'status' | 'limit' | 'hasEtag'> & {
    query: z.ZodObject | null;
    body: z.ZodObject | null;
    answer: z.ZodType;
    /** Whether `If-Match` counts. */
    isConditional: boolean;
    /** Reads what was sent (a problem for each wrong value), runs, and lets nothing out but what the answer names. */
    call(ctx: Context, sent: Sent, parts: Parts): Promise<Called>;
  };
/** What a program sent to an operation, not read yet. */
export type Sent = { params: Params; query: unknown; body: unknown; ifMatch?: string | null };
/** What the door answers. */
export type Called = {
  answer: unknown;
  /** Of an answer that is one thing; null for lists and for answers without content. */
  etag: string | null;
  location: string | null;
  afterwards: ((ctx: Context) => Promise<void>) | null;
};

/** One operation of the API: its description, what it takes and gives, and the verb that it calls. */
export function operation<Query extends z.ZodObject, Body extends z.ZodObject, Answer extends z.ZodType>(
  spec: Spec<Query, Body, Answer>,
): Operation {
  const { run, current, isOneAtATime, locationOf, afterwards, query = null, body = null, ...described } = spec;
  const { status = 200, limit = USUAL_LIMIT, ...rest } = described;
  const hasEtag =
    status !== 204 && (described.hasEtag ?? (rest.path.endsWith('}') || current !== undefined || status === 201));
  return {
    ...rest,
    query,
    body,
    status,
    limit,
    hasEtag,
    isConditional: current !== undefined,
    call: async (ctx, sent, parts) => {
      const readQuery = parse(query ?? NOTHING, sent.query, 'query') as z.output<Query>;
      const readBody = parse(body ?? NOTHING, sent.body, 'body') as z.output<Body>;
      const { params } = sent;
      const work = async (inside: Context) => {
        const before = current ? await current(inside, params, parts) : NO_CURRENT;
        // Of what `run` gets, so that between the look and the change there is no second look.
        if (current) requireMatch(sent.ifMatch ?? null, before);
        return run(inside, { params, query: readQuery, body: readBody, current: before }, parts);
      };
      const made = await (isOneAtATime ? oneAtATime(ctx, `${rest.tag} ${params.id}`, work) : work(ctx));
      // A field that the schema does not name goes nowhere: no key can slip out with a row.
      const answer = spec.answer.parse(made);
      return {
        answer,
        etag: hasEtag ? etagOf(answer) : null,
        location: locationOf?.(made, params) ?? null,
        afterwards: afterwards ? (after) => afterwards(after, parts, made, params) : null,
      };
    },
  };
}

const NOTHING = z.strictObject({});
const NO_CURRENT: Current = {};

/** The answer of what leaves nothing to tell: 204. */
export const nothing = z.null();

/** A thing as its GET answers it. */
export type Current = Readonly<Record<string, unknown>>;

/** The version on which a change was thought out, of a thing that counts its versions. */
export function versionOf(current: Current): number {
  if (typeof current.version === 'number') return current.version;
  throw new Error('versionOf: this has no version');
}

function parse(schema: z.ZodType, given: unknown, place: ProblemError['in']): unknown {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue): ProblemError[] => {
    if (issue.code !== 'unrecognized_keys')
      return [{ in: place, pointer: pointerTo(issue.path), message: issue.message }];
    const unknown = place === 'query' ? 'There is no such parameter.' : 'There is no such field.';
    return issue.keys.map((name) => ({ in: place, pointer: pointerTo([...issue.path, name]), message: unknown }));
  });
  const count = errors.length === 1 ? 'One value is wrong' : `${errors.length} values are wrong`;
  throw new Problem(422, `${count}: see errors.`, { errors });
}
