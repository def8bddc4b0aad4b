import { StatusBadge, type Tone } from '@/components/ui/badge';
import type { InviteCodeState } from '@/core/invite-codes/code-state';

const words: Record<InviteCodeState, { label: string; tone: Tone; reason: string | null }> = {
  usable: { label: 'Active', tone: 'success', reason: null },
  inactive: { label: 'Inactive', tone: 'neutral', reason: 'The code is inactive: nobody can register with it.' },
  expired: { label: 'Expired', tone: 'warning', reason: 'The code has expired. Choose a later day to open it again.' },
  used_up: { label: 'Used up', tone: 'warning', reason: 'Every slot is used. Raise the quota or give a slot back.' },
  organization_closed: {
    label: 'Organization not active',
    tone: 'warning',
    reason: 'Its organization is not active, so nobody can join it.',
  },
};

/** Every state as an admin chooses it from a list. */
export const stateOptions = Object.entries(words).map(([value, { label }]) => ({ value, label }));

/** Why nobody can register with the code, in a sentence; null when people can. */
export function whyUnusable(state: InviteCodeState): string | null {
  return words[state].reason;
}

/** Whether people can register with a code now. */
export function CodeState({ state }: { state: InviteCodeState }) {
  return <StatusBadge tone={words[state].tone}>{words[state].label}</StatusBadge>;
}
