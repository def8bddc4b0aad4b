import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';

/** Why there are no charts. `children` says what to do about it, where the reader can. */
export function NoFigures({ outcome, children }: { outcome: 'off' | 'unavailable'; children?: ReactNode }) {
  if (outcome === 'unavailable') {
    return (
      <Alert tone="warning" title="The usage figures cannot be read right now">
        Calls are not affected, and nothing is lost. Load this page again in a minute.
      </Alert>
    );
  }
  return (
    <Alert title="This portal has no usage figures">
      {children ?? 'The provider counts no calls for it, so there are no charts. What is left of each quota is known.'}
    </Alert>
  );
}
