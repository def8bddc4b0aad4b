import {
  ABOUT_MAX,
  CHOICES_MAX,
  DEPTH_MAX,
  FIELDS_MAX,
  INLINE_DEPTH_MAX,
  INLINE_FIELDS_MAX,
  NAME_MAX,
  VIEW_NODES_MAX,
} from './document-limits';
import type { Direction } from './make-example';
import { mergeAllOf } from './merge-all-of';
import type { FieldView, SchemaView } from './operation-content';
import { isRaw, listOf, own, type Raw, rawOf, textOf, webAddress } from './raw';
import type { References, Resolved } from './references';
import { hasChoiceOfTwo, hasRareParts, kindsOf, rareParts, unwrapNullable } from './schema-kinds';
import { notesOf, typesOf, valuesOf } from './schema-words';

/** Where the walk is: how deep, inside which names, and how much may still be shown. */
type Walk = {
  references: References;
  inlineDepth: number;
  /** Fields with this mark are left out: nobody sends what is read only. */
  hides: 'readOnly' | 'writeOnly' | null;
  depth: number;
  inside: ReadonlySet<string>;
  left: { nodes: number };
};

/**
 * A schema as a page shows it: its own fields, small named schemas in their place, and links to the rest. However large
 * or circular the document is, the view is small.
 */
export function viewSchema(
  schema: unknown,
  references: References,
  options: { direction?: Direction; inlineDepth?: number; nodes?: number } = {},
): SchemaView {
  const { direction, inlineDepth = INLINE_DEPTH_MAX, nodes = VIEW_NODES_MAX } = options;
  const hides = direction === undefined ? null : direction === 'request' ? 'readOnly' : 'writeOnly';
  return view(schema, { references, inlineDepth, hides, depth: 0, inside: new Set(), left: { nodes } });
}

function view(given: unknown, walk: Walk): SchemaView {
  if (given === false) return { type: 'nothing' };
  const schema = wholeSchema(given, walk.references);
  walk.left.nodes -= 1;
  const head = walk.references.remember('head', schema, () => headOf(schema, walk.references));
  if (!hasParts(schema.value)) return head;
  if (schema.name !== null && standsElsewhere(schema, schema.name, walk)) return { ...head, elsewhere: true };
  if (walk.depth >= DEPTH_MAX || walk.left.nodes <= 0) return { ...head, isCut: true };
  const inside = schema.name === null ? walk.inside : new Set([...walk.inside, schema.name]);
  return { ...head, ...partsOf(schema.value, { ...walk, inside, depth: walk.depth + 1 }) };
}

/** What a reference leads to, with what it inherits. */
function wholeSchema(given: unknown, references: References): Resolved {
  const schema = references.resolve(given);
  if (!Object.hasOwn(schema.value, 'allOf') && !hasChoiceOfTwo(schema.value)) return schema;
  return references.remember('merged', schema, () => unwrapNullable(mergeAllOf(schema, references), references));
}

function headOf(schema: Resolved, references: References): SchemaView {
  const about = textOf(schema.value, 'description', ABOUT_MAX) || textOf(schema.value, 'title', NAME_MAX);
  const notes = notesOf(schema.value);
  const values = valuesOf(schema.value);
  const moreUrl = webAddress(rawOf(schema.value, 'externalDocs'), 'url');
  return {
    ...(schema.name !== null && { name: schema.name.slice(0, NAME_MAX) }),
    type: typeLabel(schema, references),
    ...(about !== '' && { about }),
    ...(notes.length > 0 && { notes }),
    ...(values.length > 0 && { values }),
    ...(own(schema.value, 'deprecated') === true && { isDeprecated: true as const }),
    ...(moreUrl !== '' && { moreUrl }),
  };
}

/** `string`, `Pet`, `array of Pet`, `integer or null`. */
function typeLabel({ value, name }: Resolved, references: References, depth = 0): string {
  const { types, isNullable } = typesOf(value);
  const labels = types.map((type) => {
    if (type === 'object' && name !== null) return name;
    if (type !== 'array' || depth > 3) return type;
    const entries = wholeSchema(own(value, 'items'), references);
    return `array of ${typeLabel(entries, references, depth + 1)}`;
  });
  const saysMore = labels.length > 0 || !isNullable || choicesOf(value) !== null;
  if (labels.length === 0 && saysMore) labels.push(name ?? (choicesOf(value) ? 'one of several' : 'any'));
  return [...labels, ...(isNullable ? ['null'] : [])].join(' or ').slice(0, NAME_MAX);
}

function choicesOf(schema: Raw): { how: 'one of' | 'any of'; of: readonly unknown[] } | null {
  const one = listOf(schema, 'oneOf');
  if (one.length > 0) return { how: 'one of', of: one };
  const any = listOf(schema, 'anyOf');
  return any.length > 0 ? { how: 'any of', of: any } : null;
}

function hasParts(schema: Raw): boolean {
  return (
    Object.keys(rawOf(schema, 'properties')).length > 0 ||
    isRaw(own(schema, 'items')) ||
    isRaw(own(schema, 'additionalProperties')) ||
    choicesOf(schema) !== null ||
    hasRareParts(schema)
  );
}

/** A named schema is shown in its place when that is near, small, and not inside itself. */
function standsElsewhere(schema: Resolved, name: string, walk: Walk): boolean {
  if (walk.inside.has(name)) return true;
  if (walk.depth === 0) return false;
  const fields = Object.keys(rawOf(schema.value, 'properties')).length;
  return walk.depth > walk.inlineDepth || fields > INLINE_FIELDS_MAX || walk.left.nodes < fields;
}

function partsOf(schema: Raw, walk: Walk): Partial<SchemaView> {
  const fields = fieldsOf(schema, walk);
  const choices = choicesOf(schema);
  const others = own(schema, 'additionalProperties');
  const items = own(schema, 'items');
  // The entries of an array stand where the array stands: no step deeper for the eye.
  const each = isRaw(items) ? view(items, { ...walk, depth: walk.depth - 1 }) : null;
  return {
    ...(fields.length > 0 && { fields }),
    ...(fields.length === FIELDS_MAX && { isCut: true as const }),
    ...(each && isWorthShowing(each) && { each }),
    ...(isRaw(others) && Object.keys(others).length > 0 && { others: view(others, walk) }),
    ...(choices && {
      choices: { how: choices.how, of: choices.of.slice(0, CHOICES_MAX).map((choice) => view(choice, walk)) },
    }),
    ...kindsOf(schema, walk.references),
    ...(hasRareParts(schema) && rareParts(schema, (part) => view(part, walk))),
  };
}

function fieldsOf(schema: Raw, walk: Walk): FieldView[] {
  const required = new Set(listOf(schema, 'required'));
  const { hides, references } = walk;
  const entries = Object.entries(rawOf(schema, 'properties'))
    .filter(([, field]) => hides === null || own(references.resolve(field).value, hides) !== true)
    .slice(0, FIELDS_MAX);
  return entries.map(([name, field]) => ({
    name: name.slice(0, NAME_MAX),
    ...(required.has(name) && { required: true as const }),
    schema: view(field, walk),
  }));
}

/** `array of string` says everything already. */
function isWorthShowing(entry: SchemaView): boolean {
  const { type: _type, name: _name, ...rest } = entry;
  return Object.keys(rest).length > 0;
}
