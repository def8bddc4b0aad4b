import { Prose } from '@/components/ui/prose';
import type { ReferenceView } from '@/core/api-docs/get-reference';
import type { DocumentOverview } from '@/core/api-docs/parsed-document';
import { DocumentFacts } from './document-facts';
import { OperationList } from './operation-list';
import { SecuritySchemes } from './security';
import { Servers } from './servers';
import { TagList } from './tag-list';

/** What stands above the operations, and the operations or, of very many, their tags. */
export function Overview({
  reference,
  document,
}: {
  reference: ReferenceView;
  document: NonNullable<ReferenceView['document']>;
}) {
  const { place, tags, operations } = reference;
  return (
    <div className="mt-8 grid gap-10">
      <DocumentFacts place={place} document={document} />
      {document.about !== '' && <Prose html={document.about} />}
      {!place.needsKey && document.security.length > 0 && <SecuritySchemes schemes={document.security} />}
      {!place.needsKey && hasChoice(document.serverChoices) && <Servers servers={document.serverChoices ?? []} />}
      <section aria-labelledby="operations" className="grid gap-4">
        <h2 id="operations" className="section-title">
          {document.operations === 1 ? 'One operation' : `${document.operations.toLocaleString('en')} operations`}
        </h2>
        {operations ? (
          <OperationList place={place} operations={operations} headings="h3" />
        ) : (
          <TagList place={place} tags={tags} />
        )}
      </section>
    </div>
  );
}

/** One server without a choice is the base URL, which stands above. */
function hasChoice(servers: DocumentOverview['serverChoices'] = []): boolean {
  return servers.length > 1 || servers.some(({ variables }) => variables.length > 0);
}
