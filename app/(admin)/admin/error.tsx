'use client';

import { unstable_isUnrecognizedActionError } from 'next/navigation';
import { FaultMessage } from '@/components/frames/fault-message';

export default function AdminErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const isOutdated = unstable_isUnrecognizedActionError(error);
  return <FaultMessage digest={error.digest} onRetry={reset} homeHref="/admin" isOutdated={isOutdated} />;
}
