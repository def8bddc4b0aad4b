'use client';

import { FaultMessage } from '@/components/frames/fault-message';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <FaultMessage asMain digest={error.digest} onRetry={reset} />;
}
