import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { ParameterPlace, ParameterView } from '@/core/api-docs/parsed-document';
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
              .map(({ name, required, schema, about, isDeprecated }) => (
                <Field key={name} {...{ name, required, schema, about, isDeprecated, place }} />
              ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
