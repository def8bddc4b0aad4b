import { CHOICES_MAX, NAME_MAX } from './document-limits';
import { mergeAllOf } from './merge-all-of';
import type { SchemaView } from './operation-content';
import { isRaw, listOf, own, type Raw, rawOf, textOf } from './raw';
import type { References, Resolved } from './references';

const KINDS_MAX = 60;

/**
 * Since 3.1 "this or null" is often written as a choice of two. It is shown like 3.0's `nullable`: as what it is, which
 * may be null.
 */
export function unwrapNullable(schema: Resolved, references: References): Resolved {
  const word = wordOfTwo(schema.value);
  if (!word) return schema;
  const choices = listOf(schema.value, word);
  const isNull = (choice: unknown) => isRaw(choice) && own(choice, 'type') === 'null';
  const other = choices.find((choice) => !isNull(choice));
  if (!choices.some(isNull) || other === undefined) return schema;
  const { [word]: _, ...rest } = schema.value;
  if (Object.hasOwn(rest, 'properties') || Object.hasOwn(rest, 'type')) return schema;
  const found = mergeAllOf(references.resolve(other), references);
  return { value: { ...found.value, ...rest, nullable: true }, name: schema.name ?? found.name };
}

/** Whether a schema may be "this or null". */
export function hasChoiceOfTwo(schema: Raw): boolean {
  return wordOfTwo(schema) !== undefined;
}

function wordOfTwo(schema: Raw): 'anyOf' | 'oneOf' | undefined {
  return (['anyOf', 'oneOf'] as const).find((word) => listOf(schema, word).length === 2);
}

/** The field that tells schemas apart, and its values: those of the mapping, else the names of the choices. */
export function kindsOf(schema: Raw, references: References): Pick<SchemaView, 'kinds'> {
  const given = own(schema, 'discriminator');
  // In Swagger 2.0 it is only the field's name.
  const field =
    typeof given === 'string'
      ? given.slice(0, NAME_MAX)
      : textOf(rawOf(schema, 'discriminator'), 'propertyName', NAME_MAX);
  if (field === '') return {};
  const mapping = isRaw(given) ? rawOf(given, 'mapping') : {};
  const mapped = Object.entries(mapping).flatMap(([value, target]) =>
    typeof target === 'string' ? [{ value: value.slice(0, NAME_MAX), name: targetName(target, references) }] : [],
  );
  const named = mapped.length > 0 ? mapped : namesOfChoices(schema, references);
  return { kinds: { field, of: named.slice(0, KINDS_MAX) } };
}

/** A mapping leads to a reference, or says a schema's name alone. */
function targetName(target: string, references: References): string {
  const reference = target.startsWith('#') ? target : `#/components/schemas/${encodeURIComponent(target)}`;
  const { name } = references.resolve({ $ref: reference });
  return (name ?? target).slice(0, NAME_MAX);
}

function namesOfChoices(schema: Raw, references: References): { value: string; name: string }[] {
  return [...listOf(schema, 'oneOf'), ...listOf(schema, 'anyOf')].slice(0, CHOICES_MAX).flatMap((choice) => {
    const { name } = references.resolve(choice);
    return name === null ? [] : [{ value: name.slice(0, NAME_MAX), name: name.slice(0, NAME_MAX) }];
  });
}

/** Whether a schema uses one of the words that few documents know. */
export function hasRareParts(schema: Raw): boolean {
  return (
    isRaw(own(schema, 'not')) ||
    isRaw(own(schema, 'patternProperties')) ||
    listOf(schema, 'prefixItems').length > 0 ||
    own(schema, 'discriminator') !== undefined
  );
}

/** What must not be, names by pattern, and entries by place. */
export function rareParts(schema: Raw, view: (part: unknown) => SchemaView): Partial<SchemaView> {
  const not = own(schema, 'not');
  const patterns = Object.entries(rawOf(schema, 'patternProperties')).slice(0, CHOICES_MAX);
  const first = listOf(schema, 'prefixItems').slice(0, CHOICES_MAX);
  return {
    ...(isRaw(not) && { not: view(not) }),
    ...(patterns.length > 0 && {
      matching: patterns.map(([pattern, part]) => ({ pattern: pattern.slice(0, NAME_MAX), schema: view(part) })),
    }),
    ...(first.length > 0 && { first: first.map(view) }),
  };
}
