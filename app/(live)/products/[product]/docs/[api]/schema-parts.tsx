import Link from 'next/link';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Prose } from '@/components/ui/prose';
import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { SchemaView } from '@/core/api-docs/operation-content';
import { renderMarkdown } from '@/core/markdown/render';
import { schemaHref } from './addresses';
import { Outside } from './outside';

/** What stands about a value below its name and type: description, allowed values, the way to its parts. */
export function SchemaWords({
  schema,
  about,
  place,
}: {
  schema: SchemaView;
  /** Said instead of the schema's own description, when there is one. */
  about?: string;
  place: ReferencePlace;
}) {
  const text = about || schema.about || '';
  const { values = [] } = schema;
  return (
    <>
      {text !== '' && <Prose html={renderMarkdown(text, { headingLevel: 3 })} className="schema-about" />}
      {values.length > 0 && (
        <p className="schema-notes">
          {values.length === 1 ? 'Always ' : 'One of '}
          {[...new Set(values)].map((value) => (
            <code key={value}>{value}</code>
          ))}
        </p>
      )}
      {schema.moreUrl && (
        <p className="schema-notes">
          <Outside href={schema.moreUrl}>More about it</Outside>
        </p>
      )}
      {schema.elsewhere && schema.name !== undefined && (
        <p className="schema-notes">
          <Link href={schemaHref(place, schema.name)} prefetch={false} className="link">
            Fields of {schema.name}
          </Link>
        </p>
      )}
    </>
  );
}

/** What a value is and which rules it keeps, in one line. */
export function SchemaType({ schema: { type, notes = [] } }: { schema: SchemaView }) {
  return <span className="schema-type">{[type, ...notes].join(' · ')}</span>;
}

/** The parts of a value: fields, entries, choices. Nothing for a plain one. */
export function SchemaParts({ schema, place }: { schema: SchemaView; place: ReferencePlace }) {
  const { fields = [], each, others, choices, isCut } = schema;
  return (
    <>
      {fields.length > 0 && (
        <ul className="schema-fields">
          {fields.map((field) => (
            <Field
              key={field.name}
              name={field.name}
              required={field.required === true}
              schema={field.schema}
              place={place}
            />
          ))}
        </ul>
      )}
      {each && <Nested label="Each entry" schema={each} place={place} />}
      {others && <Nested label="Any other name" schema={others} place={place} />}
      {choices && (
        <div className="grid gap-2">
          <p className="schema-notes">{choices.how === 'one of' ? 'One of these' : 'Any of these'}</p>
          {choices.of.map((choice, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of the choices is what they are
            <Nested key={index} label={choice.name ?? `Choice ${index + 1}`} schema={choice} place={place} />
          ))}
        </div>
      )}
      <RareParts schema={schema} place={place} />
      {isCut && <p className="schema-notes">There is more; this page does not show it.</p>}
    </>
  );
}

/** What tells choices apart, entries by their place, names by pattern, and what must not be. */
function RareParts({ schema, place }: { schema: SchemaView; place: ReferencePlace }) {
  const { kinds, first = [], matching = [], not } = schema;
  return (
    <>
      {kinds && <Kinds kinds={kinds} place={place} />}
      {first.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place of the entry is what it is
        <Nested key={index} label={`Entry ${index + 1}`} schema={entry} place={place} />
      ))}
      {matching.map(({ pattern, schema: named }) => (
        <Nested key={pattern} label={`Names that match ${pattern}`} schema={named} place={place} />
      ))}
      {not && <Nested label="Must not be" schema={not} place={place} />}
    </>
  );
}

/** Which value of the telling field means which schema. */
function Kinds({ kinds: { field, of }, place }: { kinds: NonNullable<SchemaView['kinds']>; place: ReferencePlace }) {
  return (
    <div className="grid gap-1">
      <p className="schema-notes">
        The field <code>{field}</code> tells which one it is
      </p>
      <ul className="grid gap-1">
        {of.map(({ value, name }) => (
          <li key={value} className="schema-notes">
            <code>{value}</code>
            <Link href={schemaHref(place, name)} prefetch={false} className="link">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A field of an object, a parameter, a header: what it is called and what it is. */
export function Field({
  name,
  required,
  schema,
  about,
  isDeprecated = false,
  place,
  children,
}: {
  name: string;
  required: boolean;
  schema: SchemaView;
  about?: string;
  isDeprecated?: boolean;
  place: ReferencePlace;
  /** Said below the description. */
  children?: ReactNode;
}) {
  return (
    <li className="schema-field">
      <p className="schema-head">
        <code className="schema-name">{name}</code>
        <SchemaType schema={schema} />
        {required && <span className="schema-required">required</span>}
        {(isDeprecated || schema.isDeprecated) && <Badge tone="warning">Deprecated</Badge>}
      </p>
      <SchemaWords schema={schema} place={place} {...(about && { about })} />
      {children}
      {hasParts(schema) && (
        <details className="schema-more">
          <summary>{summaryOf(schema)}</summary>
          <SchemaParts schema={schema} place={place} />
        </details>
      )}
    </li>
  );
}

/** A value without a name of its own, folded. */
function Nested({ label, schema, place }: { label: string; schema: SchemaView; place: ReferencePlace }) {
  const { type, notes = [] } = schema;
  const head = label === type ? label : `${label}: ${[type, ...notes].join(' · ')}`;
  if (!hasParts(schema)) {
    return (
      <div className="schema-field">
        <p className="schema-head">{head}</p>
        <SchemaWords schema={schema} place={place} />
      </div>
    );
  }
  // The entries of a list are what the list is about.
  return (
    <details className="schema-more" open={label === 'Each entry'}>
      <summary>{head}</summary>
      <SchemaWords schema={schema} place={place} />
      <SchemaParts schema={schema} place={place} />
    </details>
  );
}

function hasParts({ fields, each, others, choices, kinds, first, matching, not, isCut }: SchemaView): boolean {
  return Boolean(fields || each || others || choices || kinds || first || matching || not || isCut);
}

function summaryOf({ name, fields, each, choices }: SchemaView): string {
  if (fields)
    return `${fields.length} ${fields.length === 1 ? 'field' : 'fields'}${name === undefined ? '' : ` of ${name}`}`;
  if (each) return 'Its entries';
  return choices ? `${choices.of.length} choices` : 'What it holds';
}
