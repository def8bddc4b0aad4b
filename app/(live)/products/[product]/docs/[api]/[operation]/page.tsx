import type { Metadata } from 'next';
import { cache } from 'react';
import { getOperation, type OperationView } from '@/core/api-docs/get-operation';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { OperationArticle } from '../operation-article';
import { ReferenceFrame } from '../reference-frame';
import { ReferenceNav } from '../reference-nav';
import { TryItSection } from './try-it-section';

type Props = PageProps<'/products/[product]/docs/[api]/[operation]'>;

/** Once per request, though the title asks for it too. */
const loadOperation = cache(async (product: string, api: string, operation: string) =>
  orNotFound(getOperation(await requireVisitor(), { product, api, operation })),
);

async function readPage({ params }: Props): Promise<OperationView> {
  const { product, api, operation } = await params;
  return loadOperation(product, api, decoded(operation));
}

/** An operationId may have a slash in it; as a part of an address it comes encoded. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A lone per cent sign; nothing is called so, and the page says that it is not there.
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { summary, method, path, place } = await readPage(props);
  return {
    title: `${summary} · ${place.apiName}`,
    description: `${method.toUpperCase()} ${path} of ${place.apiName}.`,
  };
}

export default async function OperationPage(props: Props) {
  const operation = await readPage(props);
  const { place, tags, tag, slug, near, hasSchemas } = operation;
  return (
    <ReferenceFrame nav={<ReferenceNav place={place} tags={tags} open={{ tag, slug, near }} hasSchemas={hasSchemas} />}>
      <OperationArticle
        operation={operation}
        tryIt={<TryItSection ctx={await requireVisitor()} operation={operation} />}
      />
    </ReferenceFrame>
  );
}
