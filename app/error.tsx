'use client';

import { unstable_isUnrecognizedActionError } from 'next/navigation';
import { FaultMessage } from '@/components/frames/fault-message';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const isOutdated = unstable_isUnrecognizedActionError(error);
  return <FaultMessage asMain digest={error.digest} onRetry={reset} isOutdated={isOutdated} />;
}
