import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OperationArticle } from '@/app/(live)/products/[product]/docs/[api]/operation-article';
import { ReferenceFrame } from '@/app/(live)/products/[product]/docs/[api]/reference-frame';
import type { OperationView } from '@/core/api-docs/get-operation';
import { ownReference } from '@/server/rest/own-reference';
import { OwnNav } from '../own-nav';

type Props = PageProps<'/api/v1/docs/[operation]'>;

export const dynamic = 'force-dynamic';

async function readPage({ params }: Props): Promise<OperationView> {
  return ownReference().operation((await params).operation) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { summary, method, path } = await readPage(props);
  return { title: `${summary} · REST API`, description: `${method.toUpperCase()} ${path} of the portal’s own API.` };
}

export default async function OwnOperationPage(props: Props) {
  const operation = await readPage(props);
  return (
    <ReferenceFrame nav={<OwnNav reference={ownReference()} slug={operation.slug} />}>
      <OperationArticle operation={operation} />
    </ReferenceFrame>
  );
}
