'use client';

import { FaultMessage } from '@/components/frames/fault-message';

export default function AdminErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <FaultMessage digest={error.digest} onRetry={reset} homeHref="/admin" />;
}
