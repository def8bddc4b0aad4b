import { StatusBadge } from '@/components/ui/badge';

type State = 'active' | 'paused' | 'off';

const STATES = {
  active: { tone: 'success', words: 'On' },
  failing: { tone: 'warning', words: 'Failing' },
  paused: { tone: 'danger', words: 'Paused' },
  off: { tone: 'neutral', words: 'Off' },
} as const;

/** How a webhook stands: failing is one that is still tried though it took nothing lately. */
export function WebhookState({ webhook }: { webhook: { state: State; failingSince: Date | null } }) {
  const { tone, words } = STATES[webhook.state === 'active' && webhook.failingSince ? 'failing' : webhook.state];
  return <StatusBadge tone={tone}>{words}</StatusBadge>;
}
