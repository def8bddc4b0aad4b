import { StatusBadge } from '@/components/ui/badge';

/** How it stands with a gateway, in a word. */
export function GatewayState({
  gateway,
}: {
  gateway: { problem: string | null; lastSyncedAt: Date | null; isBusy: boolean };
}) {
  if (gateway.problem) return <StatusBadge tone="danger">Problem</StatusBadge>;
  if (gateway.isBusy) return <StatusBadge tone="info">Synchronizing</StatusBadge>;
  if (gateway.lastSyncedAt === null) return <StatusBadge tone="neutral">Not asked yet</StatusBadge>;
  return <StatusBadge tone="success">Connected</StatusBadge>;
}
