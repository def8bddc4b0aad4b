import { StatusBadge } from '@/components/ui/badge';
import type { TokenState } from '@/core/api-tokens/token-line';

const STATES: Record<TokenState, { tone: 'success' | 'warning' | 'neutral'; words: string }> = {
  live: { tone: 'success', words: 'Works' },
  stopped: { tone: 'warning', words: 'Account not active' },
  expired: { tone: 'neutral', words: 'Expired' },
  revoked: { tone: 'neutral', words: 'Revoked' },
};

/** Whether a token works, in words. */
export function TokenStateBadge({ state }: { state: TokenState }) {
  return <StatusBadge tone={STATES[state].tone}>{STATES[state].words}</StatusBadge>;
}
