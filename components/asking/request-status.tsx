import { StatusBadge, type Tone } from '../ui/badge';

const LOOK = {
  pending: { tone: 'warning', word: 'Pending' },
  approved: { tone: 'info', word: 'Approved' },
  fulfilled: { tone: 'success', word: 'Fulfilled' },
  declined: { tone: 'danger', word: 'Declined' },
  cancelled: { tone: 'neutral', word: 'Cancelled' },
  withdrawn: { tone: 'neutral', word: 'Withdrawn' },
} as const satisfies Record<string, { tone: Tone; word: string }>;

/** Where an access request can be (docs/glossary.md). */
export type RequestStatusName = keyof typeof LOOK;

/** The state of an access request. */
export function RequestStatus({ status }: { status: RequestStatusName }) {
  const { tone, word } = LOOK[status];
  return <StatusBadge tone={tone}>{word}</StatusBadge>;
}

/** The word for a state, for filters. */
export function requestStatusWord(status: RequestStatusName): string {
  return LOOK[status].word;
}
