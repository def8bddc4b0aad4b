import { StatusBadge } from '@/components/ui/badge';

/** Every state of a delivery as people read it, in the order of its life. */
export const DELIVERY_STATES = {
  pending: { tone: 'info', words: 'Waiting' },
  delivered: { tone: 'success', words: 'Delivered' },
  failed: { tone: 'danger', words: 'Failed' },
} as const;

/** Where a delivery stands. */
export function DeliveryState({ state }: { state: keyof typeof DELIVERY_STATES }) {
  return <StatusBadge tone={DELIVERY_STATES[state].tone}>{DELIVERY_STATES[state].words}</StatusBadge>;
}
