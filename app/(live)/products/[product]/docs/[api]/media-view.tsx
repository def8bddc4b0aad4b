import type { ReferencePlace } from '@/core/api-docs/find-reference';
import type { MediaView as Media } from '@/core/api-docs/operation-content';
import { SchemaParts, SchemaType, SchemaWords } from './schema-parts';

/** A body in each of its media types: the first one open, others that say the same only named. */
export function MediaList({ media, place }: { media: readonly Media[]; place: ReferencePlace }) {
  const [first, ...rest] = media;
  if (!first) return null;
  const isSame = (other: Media) => JSON.stringify(other.schema) === JSON.stringify(first.schema);
  const alike = [first, ...rest.filter(isSame)].map(({ type }) => type);
  return (
    <div className="grid gap-4">
      <p className="schema-notes">
        {alike.map((type) => (
          <code key={type}>{type}</code>
        ))}
      </p>
      <Body media={first} place={place} />
      {rest
        .filter((other) => !isSame(other))
        .map((other) => (
          <details key={other.type} className="schema-more">
            <summary>{other.type}</summary>
            <Body media={other} place={place} />
          </details>
        ))}
    </div>
  );
}

function Body({ media: { schema, parts }, place }: { media: Media; place: ReferencePlace }) {
  if (!schema) return null;
  return (
    <div className="grid gap-2">
      <p className="schema-head">
        <SchemaType schema={schema} />
      </p>
      <SchemaWords schema={schema} place={place} />
      {parts && <Parts parts={parts} />}
      <SchemaParts schema={schema} place={place} />
    </div>
  );
}

/** How the fields of a form are sent that are not simply texts. */
function Parts({ parts }: { parts: NonNullable<Media['parts']> }) {
  return (
    <ul className="grid gap-1">
      {parts.map(({ name, isFile, type, repeats, headers }) => (
        <li key={name} className="schema-notes">
          <code>{name}</code>
          {[
            isFile && 'is a file',
            type && `is sent as ${type}`,
            repeats && 'may be sent several times',
            headers && `has the headers ${headers.join(', ')}`,
          ]
            .filter(Boolean)
            .join(', ')}
        </li>
      ))}
    </ul>
  );
}
