'use client';

import { Zap } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';

const TryItForm = lazy(() => import('./try-it-form').then((loaded) => ({ default: loaded.TryItForm })));

/** The button that opens the form. Until it is pressed neither the form's code nor its data are loaded. */
export function TryIt({
  href,
  product,
  api,
  about,
  children,
}: {
  href: string;
  product: string;
  api: string;
  /** What it is good for: a sentence. */
  about: string;
  /** What stands here without JavaScript. */
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const id = useId();
  const toggle = () => {
    setOpen(!isOpen);
    setOpened(true);
  };
  return (
    <section aria-label="Try it" className="grid min-w-0 gap-4">
      <div className="try-it-bar">
        <p className="flex items-center gap-2 text-ink-muted">
          <Zap aria-hidden="true" className="size-4 shrink-0 text-accent-text" />
          {about}
        </p>
        <Button variant={isOpen ? 'secondary' : 'primary'} aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
          {isOpen ? 'Close' : 'Try it'}
        </Button>
      </div>
      {children}
      <div id={id} hidden={!isOpen}>
        {wasOpened && (
          <Suspense fallback={<Skeleton className="h-96 w-full" />}>
            <TryItForm href={href} product={product} api={api} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
