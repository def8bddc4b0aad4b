import type { Metadata } from 'next';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { FoundForm } from './found-form';

export const metadata: Metadata = {
  title: 'Report a found key',
  description: 'You found an API key where it should not be. Tell those whom it belongs to.',
};

/** For anybody, also of a portal for signed-in people: whoever finds a key has no account here. */
export default function FoundKeyPage() {
  return (
    <>
      <PageHeader
        title="I found this key"
        description="In public code, in a log, in a chat: paste it here, and whoever it belongs to is told."
      />
      <div className="mt-8 grid max-w-2xl gap-6">
        <Card>
          <FoundForm />
        </Card>
        <section aria-labelledby="next" className="grid gap-2 text-ink-muted">
          <h2 id="next" className="font-semibold text-ink">
            What happens next
          </h2>
          <ul className="grid list-disc gap-1 pl-5">
            <li>You read whether the portal knows the key. Nobody reads here whose it is.</li>
            <li>Its owner and the provider get a mail. They decide whether to replace or to end it.</li>
            <li>You need no account, and nothing about you is kept but the network address of the report.</li>
          </ul>
        </section>
      </div>
    </>
  );
}
