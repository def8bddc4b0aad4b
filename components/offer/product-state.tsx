import { StatusBadge, type Tone } from '../ui/badge';

const LOOK = {
  draft: { tone: 'info', word: 'Draft' },
  published: null,
  deprecated: { tone: 'warning', word: 'Deprecated' },
  retired: { tone: 'neutral', word: 'Retired' },
} as const satisfies Record<string, { tone: Tone; word: string } | null>;

/** The state of a product, when it is worth a word: what is published is not. */
export function ProductStateBadge({ state }: { state: keyof typeof LOOK }) {
  const look = LOOK[state];
  return look && <StatusBadge tone={look.tone}>{look.word}</StatusBadge>;
}
