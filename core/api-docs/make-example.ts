import { mergeAllOf } from './merge-all-of';
import { isRaw, listOf, own, type Raw, rawOf } from './raw';
import type { References } from './references';
import { typesOf } from './schema-words';

const DEPTH_MAX = 5;
const NODES_MAX = 150;

/** Who sends the value: a request leaves out what is read only, a response what is write only. */
export type Direction = 'request' | 'response';

type Walk = {
  references: References;
  direction: Direction;
  depth: number;
  inside: ReadonlySet<string>;
  left: { nodes: number };
};

/**
 * A value that fits the schema, from the examples, defaults and rules in it. Circles and great depths end as empty
 * values.
 */
export function makeExample(schema: unknown, references: References, direction: Direction): unknown {
  return make(schema, { references, direction, depth: 0, inside: new Set(), left: { nodes: NODES_MAX } });
}

function make(given: unknown, walk: Walk): unknown {
  const { value: schema, name } = mergeAllOf(walk.references.resolve(given), walk.references);
  walk.left.nodes -= 1;
  const said = givenExample(schema);
  if (said !== undefined) return said;
  const isCircle = name !== null && walk.inside.has(name);
  const inside = name === null ? walk.inside : new Set([...walk.inside, name]);
  const deeper = { ...walk, inside, depth: walk.depth + 1 };
  const mayGoOn = !isCircle && walk.depth < DEPTH_MAX && walk.left.nodes > 0;

  const [choice] = [...listOf(schema, 'oneOf'), ...listOf(schema, 'anyOf')];
  const [type] = typesOf(schema).types;
  if (type === 'object') return mayGoOn ? makeObject(schema, deeper) : {};
  if (type === 'array') return mayGoOn && Object.hasOwn(schema, 'items') ? [make(own(schema, 'items'), deeper)] : [];
  if (choice !== undefined) return mayGoOn ? make(choice, deeper) : null;
  return makeScalar(schema, type);
}

/** What the document itself gives: an example, the only value, the usual one, the first one allowed. */
function givenExample(schema: Raw): unknown {
  const [fromList] = listOf(schema, 'examples');
  const [fromEnum] = listOf(schema, 'enum');
  for (const value of [own(schema, 'example'), fromList, own(schema, 'const'), own(schema, 'default'), fromEnum]) {
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function makeObject(schema: Raw, walk: Walk): unknown {
  const required = new Set(listOf(schema, 'required'));
  const unwanted = walk.direction === 'request' ? 'readOnly' : 'writeOnly';
  const made: [string, unknown][] = [];
  for (const [name, field] of Object.entries(rawOf(schema, 'properties'))) {
    const isWanted = own(walk.references.resolve(field).value, unwanted) !== true;
    // Deep inside, only what must be there.
    const isNeeded = walk.depth <= 3 || required.has(name);
    if (isWanted && isNeeded && walk.left.nodes > 0) made.push([name, make(field, walk)]);
  }
  const others = own(schema, 'additionalProperties');
  if (made.length === 0 && isRaw(others)) made.push(['name', make(others, walk)]);
  // Not an assignment: a field may be called __proto__.
  return Object.fromEntries(made);
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T09:30:00Z',
  date: '2026-01-31',
  time: '09:30:00Z',
  duration: 'P1D',
  email: 'ada@example.com',
  'idn-email': 'ada@example.com',
  uri: 'https://example.com',
  'uri-reference': '/example',
  url: 'https://example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uuid: '018f6b2e-7c1a-7b3d-9e4f-2a6c8d0e1f35',
  byte: 'aGVsbG8=',
  binary: '…',
  password: '…',
};

function makeScalar(schema: Raw, type: string | undefined): unknown {
  if (type === 'integer' || type === 'number') return makeNumber(schema, type);
  if (type === 'boolean') return true;
  if (type === 'string') {
    const format = own(schema, 'format');
    return (typeof format === 'string' && Object.hasOwn(BY_FORMAT, format) && BY_FORMAT[format]) || 'string';
  }
  return typesOf(schema).isNullable ? null : {};
}

function makeNumber(schema: Raw, type: 'integer' | 'number'): number {
  const least = own(schema, 'minimum') ?? own(schema, 'exclusiveMinimum');
  const from = typeof least === 'number' ? least : 1;
  const above = own(schema, 'exclusiveMinimum') !== undefined && own(schema, 'exclusiveMinimum') !== false ? 1 : 0;
  return (type === 'integer' ? Math.ceil(from) : from) + above;
}
