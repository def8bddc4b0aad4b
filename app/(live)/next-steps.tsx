import { KeyRound, ShoppingCart, Timer } from 'lucide-react';
import Link from 'next/link';
import { StatusBadge } from '@/components/ui/badge';
import { SectionHeader } from '@/components/ui/page-header';
import { StepLink } from '@/components/ui/step-link';
import { Time } from '@/components/ui/time';
import type { AppLine } from '@/core/apps/list-apps';

/** The newest ones; all of them stand on their own page. */
const APPS_SHOWN = 3;

/** What somebody who is logged in may want to do next: keys and requests that wait, the cart, their apps. */
export function NextSteps({ apps, inCart, now }: { apps: readonly AppLine[]; inCart: number; now: Date }) {
  const keys = sum(apps, 'waitingKeys');
  const requests = sum(apps, 'pendingRequests');
  const ready = apps.find((app) => app.waitingKeys > 0);
  const waits = keys + requests + inCart > 0;
  if (!waits && apps.length === 0) return null;
  return (
    <>
      {waits && (
        <section aria-labelledby="next" className="grid gap-5">
          <SectionHeader id="next" title="Your next steps" />
          <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
            {ready && (
              <StepLink
                href={keys === 1 ? `/apps/${ready.id}` : '/apps'}
                icon={<KeyRound aria-hidden="true" />}
                title={keys === 1 ? 'A key is ready to be generated' : `${keys} keys are ready to be generated`}
                about={keys === 1 ? `For ${ready.name}` : 'Choose an app and press Generate key'}
              />
            )}
            {inCart > 0 && (
              <StepLink
                href="/cart"
                icon={<ShoppingCart aria-hidden="true" />}
                title={`${inCart} ${inCart === 1 ? 'product' : 'products'} in your cart`}
                about="Choose a plan and ask for access"
              />
            )}
            {requests > 0 && (
              <StepLink
                href="/requests"
                icon={<Timer aria-hidden="true" />}
                title={requests === 1 ? '1 request waits for an admin' : `${requests} requests wait for an admin`}
                about="You get a mail as soon as it is decided"
              />
            )}
          </ul>
        </section>
      )}
      {apps.length > 0 && <YourApps apps={apps.slice(0, APPS_SHOWN)} now={now} />}
    </>
  );
}

function sum(apps: readonly AppLine[], what: 'waitingKeys' | 'pendingRequests'): number {
  return apps.reduce((total, app) => total + app[what], 0);
}

function YourApps({ apps, now }: { apps: readonly AppLine[]; now: Date }) {
  return (
    <section aria-labelledby="apps" className="grid gap-5">
      <SectionHeader
        id="apps"
        title="Your apps"
        actions={
          <Link href="/apps" className="link">
            See all apps
          </Link>
        }
      />
      <ul className="card divide-y divide-line overflow-hidden">
        {apps.map((app) => (
          <li key={app.id}>
            <Link
              href={`/apps/${app.id}`}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5 px-5 py-3.5 -outline-offset-2 hover:bg-muted"
            >
              <span className="grid min-w-0 gap-0.5">
                <span className="font-medium [overflow-wrap:anywhere]">{app.name}</span>
                <span className="text-ink-muted text-sm">
                  Created <Time value={app.createdAt} now={now} />
                </span>
              </span>
              <AppState app={app} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AppState({ app }: { app: AppLine }) {
  if (app.failedKeys > 0) return <StatusBadge tone="danger">A key needs attention</StatusBadge>;
  if (app.waitingKeys > 0) return <StatusBadge tone="info">Key ready to generate</StatusBadge>;
  if (app.pendingRequests > 0) return <StatusBadge tone="warning">Request pending</StatusBadge>;
  if (app.activeKeys === 0) return <StatusBadge tone="neutral">No active key</StatusBadge>;
  return (
    <StatusBadge tone="success">
      {app.activeKeys} active {app.activeKeys === 1 ? 'key' : 'keys'}
    </StatusBadge>
  );
}
