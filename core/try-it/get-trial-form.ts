import type { BodyView, ParameterView, SchemaView } from '../api-docs/operation-content';
import type { Context } from '../context';
import { authorize } from '../policy';
import { findTrialTarget, type OperationName } from './find-trial-target';
import { listUsableKeys, type UsableKey } from './list-usable-keys';
import { bodyKind } from './trial-body';

/** A parameter as a field. */
export type TrialField = {
  name: string;
  place: 'path' | 'query' | 'header' | 'cookie';
  required: boolean;
  /** In words: `integer`, `string, date`. */
  type: string;
  /** The only values that it may have; empty when it is free. */
  values: readonly string[];
  /** What stands in it at first. */
  value: string;
};

/** What a browser needs to let somebody fill in a call. */
export type TrialForm = {
  baseUrl: string | null;
  method: string;
  path: string;
  /** Whether a gateway asks for a key of the portal. */
  needsKey: boolean;
  productSlug: string;
  fields: readonly TrialField[];
  body: {
    required: boolean;
    media: readonly { type: string; kind: 'form' | 'multipart' | 'text'; text: string }[];
  } | null;
  keys: readonly UsableKey[];
  /** Whether this person could ask for a key. */
  mayAsk: boolean;
};

/** The key's own header, and what the body says itself. */
const NOT_ASKED = new Set(['authorization', 'content-type', 'accept']);

/** An operation as a form. Throws `not_found` for what the actor may not see, and `forbidden` for who may not send. */
export async function getTrialForm(ctx: Context, name: OperationName): Promise<TrialForm> {
  const target = await findTrialTarget(ctx, name);
  authorize(ctx.actor, 'tryIt.send');
  const needsKey = target.gatewayId !== null;
  const { parameters, body } = target.content;
  return {
    baseUrl: target.baseUrl,
    method: target.method.toUpperCase(),
    path: target.path,
    needsKey,
    productSlug: target.productSlug,
    fields: [
      ...parameters
        .filter(({ place, name: asked }) => place !== 'header' || !NOT_ASKED.has(asked.toLowerCase()))
        .map(field),
      ...unnamedParts(target.path, parameters),
    ],
    body: body && bodyOf(body),
    keys: needsKey ? await listUsableKeys(ctx, target) : [],
    mayAsk: needsKey && ctx.actor.kind === 'developer',
  };
}

function field({ name, place, required, schema, example }: ParameterView): TrialField {
  const values = valuesOf(schema);
  const isGiven = example !== '' && example !== 'string';
  return {
    name,
    place,
    required: required || place === 'path',
    type: [schema.type, ...(schema.notes ?? []).slice(0, 1)].join(', ').slice(0, 80),
    values,
    // What need not be sent stays out until somebody wants it.
    value:
      (required || place === 'path') && (isGiven || values.length > 0) ? (isGiven ? example : (values[0] ?? '')) : '',
  };
}

function valuesOf({ type, values }: SchemaView): readonly string[] {
  if (type === 'boolean') return ['true', 'false'];
  // A list that is cut says so in its last entry: then any value may be typed.
  return values?.at(-1)?.startsWith('… ') ? [] : (values ?? []);
}

/** A part of the path that the document forgot to describe. */
function unnamedParts(path: string, parameters: readonly ParameterView[]): TrialField[] {
  const known = new Set(parameters.filter(({ place }) => place === 'path').map(({ name }) => name));
  const parts = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '');
  return [...new Set(parts)]
    .filter((name) => !known.has(name))
    .map((name) => ({ name, place: 'path', required: true, type: 'string', values: [], value: '' }));
}

function bodyOf({ required, media }: BodyView): TrialForm['body'] {
  const offered = media.map(({ type, examples }) => {
    const kind = bodyKind(type);
    const text = examples[0]?.text ?? '';
    return { type, kind, text: kind === 'text' ? text : lines(text) };
  });
  // JSON first: it is what most people will want to write.
  return { required, media: offered.sort((a, b) => Number(/json/i.test(b.type)) - Number(/json/i.test(a.type))) };
}

/** The fields of an example, one a line. */
function lines(example: string): string {
  try {
    const fields: unknown = JSON.parse(example);
    if (typeof fields !== 'object' || fields === null) return example;
    return Object.entries(fields)
      .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join('\n');
  } catch {
    return example; // Written by hand, and already what is sent.
  }
}
