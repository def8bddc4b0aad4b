import { z } from '@hono/zod-openapi';
import type { Scope } from '@/core/api-tokens/scopes';
import type { Context } from '@/core/context';
import type { Gateways } from '@/core/ports';
import { Problem, type ProblemError, pointerTo } from './problem';

/** What an operation may use beside the context. */
export type Parts = {
  gateways: Gateways;
  /** The hash under which a gateway would file this key. */
  keyHash(key: string): string;
};

/** At most `attempts` calls a token in each `seconds`, counted under `name`. */
export type RateLimit = { name: string; attempts: number; seconds: number };

/** For whatever says nothing else. */
const USUAL_LIMIT: RateLimit = { name: 'calls', attempts: 600, seconds: 60 };

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
  status?: 200 | 201;
  limit?: RateLimit;
};

export type Spec<Query extends z.ZodObject, Body extends z.ZodObject, Answer extends z.ZodType> = Described & {
  query?: Query;
  body?: Body;
  answer: Answer;
  /** Calls verbs of the core, and nothing else. */
  run(
    ctx: Context,
    input: { params: Params; query: z.output<Query>; body: z.output<Body> },
    parts: Parts,
  ): Promise<z.input<Answer>>;
  /** Where what was made can be read, below /api/v1. */
  locationOf?(answer: z.input<Answer>): `/${string}`;
  /** What is done after everything was committed, such as trying at once what a job would do. Never throws. */
  afterwards?(ctx: Context, parts: Parts, answer: z.input<Answer>): Promise<void>;
};

/** An operation with its types behind it: everything that the door needs to know of it. */
export type Operation = Required<Pick<Described, 'status' | 'limit'>> &
  Omit<Described, 'status' | 'limit'> & {
    query: z.ZodObject | null;
    body: z.ZodObject | null;
    answer: z.ZodType;
    /** Reads what was sent (a problem for each wrong value), runs, and lets nothing out but what the answer names. */
    call(ctx: Context, sent: { params: Params; query: unknown; body: unknown }, parts: Parts): Promise<Called>;
  };
export type Called = {
  answer: unknown;
  location: string | null;
  afterwards: ((ctx: Context) => Promise<void>) | null;
};

/** One operation of the API: its description, what it takes and gives, and the verb that it calls. */
export function operation<Query extends z.ZodObject, Body extends z.ZodObject, Answer extends z.ZodType>(
  spec: Spec<Query, Body, Answer>,
): Operation {
  const { run, locationOf, afterwards, query = null, body = null, status = 200, limit = USUAL_LIMIT, ...rest } = spec;
  return {
    ...rest,
    query,
    body,
    status,
    limit,
    call: async (ctx, sent, parts) => {
      const readQuery = parse(query ?? NOTHING, sent.query, 'query') as z.output<Query>;
      const readBody = body ? (parse(body, sent.body, 'body') as z.output<Body>) : ({} as z.output<Body>);
      const made = await run(ctx, { params: sent.params, query: readQuery, body: readBody }, parts);
      return {
        // A field that the schema does not name goes nowhere: no key can slip out with a row.
        answer: spec.answer.parse(made),
        location: locationOf?.(made) ?? null,
        afterwards: afterwards ? (after) => afterwards(after, parts, made) : null,
      };
    },
  };
}

const NOTHING = z.strictObject({});

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
