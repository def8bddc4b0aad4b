import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { getAccessRequest } from '@/core/access-requests/get-request';
import { getContinuation } from '@/core/third-party/get-continuation';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { GoOn } from './go-on';

export const metadata: Metadata = { title: 'Continue your request', robots: { index: false } };

/**
 * Between the form and the other system: a form may not lead to another site by itself, and whoever is sent away should
 * know where to. Somebody whose request waits for nobody there is led to the request.
 */
export default async function ContinuePage({ params, searchParams }: PageProps<'/requests/[id]/continue'>) {
  const { id } = await params;
  const ctx = await requireDeveloper(`/requests/${id}/continue`);
  await orNotFound(getAccessRequest(ctx, { requestId: id }));
  const onward = await getContinuation(ctx, { requestId: id });
  if (!onward) redirect(`/requests/${id}`);
  const isSent = (await searchParams).sent === '1';
  return (
    <>
      <PageHeader crumbs={[{ href: `/requests/${id}`, label: 'Request' }]} title={`Continue at ${onward.host}`} />
      <Card className="mt-6 max-w-2xl">
        <div className="grid justify-items-start gap-4">
          <p>
            Your request is saved. The last step is at <strong>{onward.host}</strong>; afterwards you come back to your
            request here.
          </p>
          {/* Another site: no client navigation. */}
          <a href={onward.href} rel="noreferrer" className={buttonClass({ variant: 'primary', size: 'lg' })}>
            Continue
          </a>
        </div>
      </Card>
      {isSent && <GoOn href={onward.href} />}
    </>
  );
}
