import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { ParameterPlace, ParameterView } from '@/core/api-docs/operation-content';
import { Field } from './schema-parts';

const TITLES: Record<ParameterPlace, string> = {
  path: 'In the path',
  query: 'In the query',
  header: 'In headers',
  cookie: 'In cookies',
};

/** Every parameter, by where it is sent. */
export function Parameters({ parameters, place }: { parameters: readonly ParameterView[]; place: ReferencePlace }) {
  if (parameters.length === 0) return null;
  const places = [...new Set(parameters.map((parameter) => parameter.place))];
  return (
    <section aria-labelledby="parameters" className="grid gap-5">
      <h2 id="parameters" className="section-title">
        Parameters
      </h2>
      {places.map((where) => (
        <section key={where} className="grid gap-2">
          <h3 className="font-semibold text-ink-muted text-sm">{TITLES[where]}</h3>
          <ul className="schema-fields">
            {parameters
              .filter((parameter) => parameter.place === where)
              .map((parameter) => (
                <Parameter key={parameter.name} parameter={parameter} place={place} />
              ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Parameter({ parameter, place }: { parameter: ParameterView; place: ReferencePlace }) {
  const { name, required, schema, about, isDeprecated, written, example, examples = [] } = parameter;
  const values = examples.length === 0 ? [] : [{ name: '', value: example }, ...examples];
  const notes = [...(schema.notes ?? []), ...(written === undefined ? [] : [written])];
  return (
    <Field
      {...{ name, required, about, isDeprecated, place }}
      schema={notes.length > 0 ? { ...schema, notes } : schema}
    >
      {values.length > 0 && (
        <p className="schema-notes">
          For example{' '}
          {values.map(({ name: label, value }) => (
            <code key={`${label} ${value}`} title={label || undefined}>
              {value}
            </code>
          ))}
        </p>
      )}
    </Field>
  );
}
