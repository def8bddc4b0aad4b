import { OpenAPIHono, z } from '@hono/zod-openapi';
import { aboutScope } from '@/core/api-tokens/scopes';
import { answeredHeaders, headersOf } from './headers';
import { type Operation, type RateLimit, USUAL_LIMIT } from './operation';

/** What the document says of this portal. */
export type DocumentFacts = { /** PORTAL_URL. */ portalUrl: string; version: string };

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().openapi({ description: 'What is wrong, in one sentence.' }),
    line: z.number().int().optional().openapi({ description: 'Where the body stops to be JSON.' }),
    column: z.number().int().optional(),
    errors: z.array(
      z.object({
        in: z.enum(['body', 'query', 'header']),
        pointer: z.string().openapi({ description: 'A JSON pointer to the wrong value.' }),
        message: z.string(),
      }),
    ),
    requestId: z.string().openapi({ description: 'Stands in the log of the portal, too.' }),
  })
  .openapi('Problem');

/** Every problem that an operation can answer, under the name by which the operations refer to it. */
const PROBLEMS = {
  400: ['Unreadable', 'The body is no JSON; the problem says at which line and column.'],
  401: ['Unauthorized', 'There is no token, or it is unknown, has ended or was revoked.'],
  403: ['Forbidden', 'The token lacks the scope, or its admin may not do this.'],
  404: ['NotFound', 'There is no such thing.'],
  409: ['Conflict', 'The state that this needs has passed.'],
  412: ['Changed', 'It is no longer what If-Match names: read it again.'],
  413: ['TooLarge', 'The body is larger than it may be: 1 MB, an OpenAPI document 32 MB.'],
  415: ['NotJson', 'The body is not sent as JSON, or an OpenAPI document neither as JSON nor as YAML.'],
  422: ['Wrong', 'Some values are wrong; each is named by a JSON pointer.'],
  429: ['TooMany', 'Too many calls. Wait as many seconds as Retry-After says.'],
  500: ['Failed', 'The portal failed. Name the request id when you report it.'],
} as const;
type ProblemStatus = keyof typeof PROBLEMS;

/** The OpenAPI 3.1 document of these operations: made from what the door itself parses and answers. */
export function describe(operations: readonly Operation[], { portalUrl, version }: DocumentFacts): object {
  const { openAPIRegistry: registry, getOpenAPI31Document } = bound(new OpenAPIHono());
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token that an admin made at /admin/settings/tokens. It may do what its admin may, within its scopes.',
  });
  registry.register('Problem', problem);
  for (const [status, [name, description]] of Object.entries(PROBLEMS)) {
    registry.registerComponent('responses', name, {
      description,
      ...(status === '429' && { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds.' } } }),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    });
  }
  for (const operation of operations) registry.registerPath(routeOf(operation));
  return getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Portico', version, description: ABOUT, license: LICENSE },
    servers: [{ url: `${portalUrl}/api/v1` }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
  });
}

const LICENSE = { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' };

const ABOUT = `The portal for programs: what an admin does on the screen, by the same rules.

Send a token with every call: \`Authorization: Bearer portico_…\`. Times are ISO 8601 in UTC, ids are UUIDs. Lists come in
pages: give \`nextCursor\` as \`cursor\` to read on. A POST with an \`Idempotency-Key\` is done once, however often it is
sent within 24 hours. What is one thing comes with an \`ETag\`: give it as \`If-Match\` with a change, and the change is
refused when somebody was faster. What goes wrong is told as \`application/problem+json\`.

A token may make ${USUAL_LIMIT.attempts} calls ${per(USUAL_LIMIT)}; operations that say so have an allowance of their own besides. Beyond
it the answer is 429, and \`Retry-After\` says how many seconds to wait.`;

function bound(app: OpenAPIHono) {
  return {
    openAPIRegistry: app.openAPIRegistry,
    getOpenAPI31Document: (config: Parameters<OpenAPIHono['getOpenAPI31Document']>[0]) =>
      app.getOpenAPI31Document(config),
  };
}

/** What it counts on its own, beside the usual calls of a token; nothing to say where it counts among them. */
function allowanceOf({ limit }: Operation): string {
  return limit.name === USUAL_LIMIT.name
    ? ''
    : `Allowance: ${limit.attempts} calls ${per(limit)}, counted on their own.`;
}

function per({ seconds }: RateLimit): string {
  return seconds === 60 ? 'a minute' : seconds === 3600 ? 'an hour' : `in ${seconds} seconds`;
}

type Route = Parameters<OpenAPIHono['openAPIRegistry']['registerPath']>[0];

function routeOf(operation: Operation): Route {
  const { method, path, tag, operationId, summary, about = '', scope, status, query, body, answer } = operation;
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const headers = headersOf(operation);
  const params = z.object(Object.fromEntries(ids.map((name) => [name, z.uuid()])));
  return {
    method,
    path,
    operationId,
    summary,
    description: [about, `Scope: \`${scope}\` (${aboutScope(scope).toLowerCase()}).`, allowanceOf(operation)]
      .filter(Boolean)
      .join('\n\n'),
    tags: [tag],
    security: [{ token: [scope] }],
    request: {
      ...(ids.length > 0 && { params }),
      ...(query && { query }),
      ...(headers.length > 0 && { headers }),
      ...(body && {
        body: operation.takesDocument
          ? { required: true, content: documentContent }
          : { required: !body.safeParse({}).success, content: { 'application/json': { schema: body } } },
      }),
    },
    responses: {
      [status]:
        status === 204
          ? { description: 'Done; there is nothing to tell.' }
          : {
              description: 'Done.',
              headers: answeredHeaders(operation),
              content: { 'application/json': { schema: answer } },
            },
      ...(method === 'get' && operation.hasEtag && { 304: { description: 'It is what `If-None-Match` names.' } }),
      ...Object.fromEntries(problemsOf(operation, ids).map((code) => [code, { $ref: ref(code) }])),
    },
  };
}

/** An OpenAPI document of any version, as a program sends it. */
const documentContent = {
  'application/json': { schema: z.record(z.string(), z.unknown()) },
  'application/yaml': { schema: z.string() },
};

function problemsOf({ method, body, isConditional }: Operation, ids: readonly string[]): ProblemStatus[] {
  const sends = method !== 'get';
  return [
    ...(sends ? ([400] as const) : []),
    401,
    403,
    ...(ids.length > 0 || body ? ([404] as const) : []),
    ...(sends ? ([409] as const) : []),
    ...(isConditional ? ([412] as const) : []),
    ...(sends ? ([413, 415] as const) : []),
    422,
    429,
    500,
  ];
}

function ref(status: ProblemStatus): string {
  return `#/components/responses/${PROBLEMS[status][0]}`;
}
