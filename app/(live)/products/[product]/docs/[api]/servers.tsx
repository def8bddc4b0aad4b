import { Prose } from '@/components/ui/prose';
import type { ServerView } from '@/core/api-docs/parsed-document';
import { renderMarkdown } from '@/core/markdown/render';

/** Where an API without a gateway is called, and what may be chosen about the address. */
export function Servers({ servers }: { servers: readonly ServerView[] }) {
  return (
    <section aria-labelledby="servers" className="grid gap-4">
      <h2 id="servers" className="section-title">
        {servers.length === 1 ? 'Server' : 'Servers'}
      </h2>
      <ul className="schema-fields">
        {servers.map((server) => (
          <li key={`${server.url} ${server.about}`} className="schema-field">
            <code className="schema-name">{server.url}</code>
            {server.about !== '' && (
              <Prose html={renderMarkdown(server.about, { headingLevel: 3 })} className="schema-about" />
            )}
            {server.variables.map((variable) => (
              <p key={variable.name} className="schema-notes">
                <code>{variable.name}</code> {wordsOf(variable)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordsOf({ usual, values, about }: ServerView['variables'][number]): string {
  const words = [usual && `usually ${usual}`, values.length > 0 && `one of ${values.join(', ')}`, about];
  return words.filter(Boolean).join('; ');
}
