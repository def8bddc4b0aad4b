import { Prose } from '@/components/ui/prose';
import type { OperationContent } from '@/core/api-docs/operation-content';
import type { SecurityScheme } from '@/core/api-docs/parsed-document';
import { renderMarkdown } from '@/core/markdown/render';
import { Outside } from './outside';

/** What the document itself asks for of one operation, and how it is sent; behind a gateway the portal's key does it. */
export function Security({
  ways,
  schemes,
}: {
  ways: OperationContent['security'];
  schemes: readonly SecurityScheme[];
}) {
  if (ways.length === 0) return null;
  const byName = new Map(schemes.map((scheme) => [scheme.name, scheme]));
  const used = [...new Set(ways.flatMap((way) => way.map(({ name }) => name)))];
  return (
    <section aria-labelledby="security" className="grid gap-3">
      <h2 id="security" className="section-title">
        Authentication
      </h2>
      <p className="text-ink-muted">{waysInWords(ways, byName)}</p>
      <ul className="grid gap-2">
        {used.map((name) => {
          const scheme = byName.get(name);
          return (
            scheme?.send && (
              <li key={name}>
                <HowToSend send={scheme.send} />
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}

function waysInWords(ways: OperationContent['security'], byName: ReadonlyMap<string, SecurityScheme>): string {
  const words = ways.map((way) =>
    way.map(({ name, scopes }) => [byName.get(name)?.kind || name, scopes.join(', ')].filter(Boolean).join(': ')),
  );
  return words.map((way) => way.join(' and ') || 'none').join(', or ');
}

/** One line of what a call carries. */
function HowToSend({ send }: { send: NonNullable<SecurityScheme['send']> }) {
  const { name, value } = send;
  if (send.in === 'header') {
    return (
      <>
        In a header: <code className="[overflow-wrap:anywhere]">{`${name}: ${value}`}</code>
      </>
    );
  }
  return (
    <>
      {send.in === 'query' ? 'In the query: ' : 'In a cookie: '}
      <code className="[overflow-wrap:anywhere]">{`${name}=${value}`}</code>
    </>
  );
}

/** Every way of the document in full: kind, how to send it, flows and scopes. */
export function SecuritySchemes({ schemes }: { schemes: readonly SecurityScheme[] }) {
  return (
    <section aria-labelledby="authentication" className="grid gap-4">
      <h2 id="authentication" className="section-title">
        Authentication
      </h2>
      <ul className="schema-fields">
        {schemes.map((scheme) => (
          <li key={scheme.name} className="schema-field">
            <p className="schema-head">
              <code className="schema-name">{scheme.name}</code>
              <span className="schema-type">{scheme.kind}</span>
            </p>
            {scheme.about !== '' && (
              <Prose html={renderMarkdown(scheme.about, { headingLevel: 3 })} className="schema-about" />
            )}
            {scheme.send && (
              <p className="schema-notes">
                <HowToSend send={scheme.send} />
              </p>
            )}
            {scheme.discoveryUrl && (
              <p className="schema-notes">
                Discovery: <Outside href={scheme.discoveryUrl}>{scheme.discoveryUrl}</Outside>
              </p>
            )}
            {scheme.flows?.map((flow) => (
              <Flow key={flow.name} flow={flow} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Flow({ flow }: { flow: NonNullable<SecurityScheme['flows']>[number] }) {
  const addresses = [
    ['Authorization', flow.authorizationUrl],
    ['Token', flow.tokenUrl],
    ['Refresh', flow.refreshUrl],
  ] as const;
  return (
    <details className="schema-more">
      <summary>{flow.name}</summary>
      {addresses.map(
        ([label, url]) =>
          url !== '' && (
            <p key={label} className="schema-notes">
              {label}: <code>{url}</code>
            </p>
          ),
      )}
      {flow.scopes.length > 0 && (
        <ul className="schema-fields">
          {flow.scopes.map(({ name, about }) => (
            <li key={name} className="schema-field">
              <code className="schema-name">{name}</code>
              <span className="text-ink-muted text-sm">{about}</span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
