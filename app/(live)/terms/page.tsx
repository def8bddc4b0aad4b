import type { Metadata } from 'next';
import { PageHeader } from '@/components/ui/page-header';
import { Prose } from '@/components/ui/prose';
import { getTerms } from '@/core/settings/get-terms';
import { getContext } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';

export const metadata: Metadata = { title: 'Terms', description: 'What counts for everybody who uses this portal.' };

/** Open to everybody, also where the portal is for signed-in people only: who registers has to read them first. */
export default async function TermsPage() {
  const terms = await orNotFound(getTerms(await getContext()));
  return (
    <>
      <PageHeader title="Terms" />
      <div className="mt-6 max-w-[46rem]">
        <Prose html={terms} />
      </div>
    </>
  );
}
