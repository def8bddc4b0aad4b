/** What the portal promised by its answers, to be held against what is there at the end. */
export type Promised = {
  approved: Set<string>;
  declined: Set<string>;
  withdrawn: Set<string>;
  revoked: Set<string>;
  /** The key that somebody was shown, by credential. */
  shown: Map<string, string>;
};

/** Counts what was done and how it went, and keeps what was promised. */
export type Tally = {
  promised: Promised;
  count(what: string, outcome: Outcome): void;
  /** One line for each kind of act. */
  lines(): string[];
  total(outcome: Outcome): number;
};

/** Done; refused with a reason (4xx); answered with a fault or not at all; there was nothing to do it to. */
export type Outcome = 'done' | 'refused' | 'failed' | 'nothing';

const OUTCOMES: readonly Outcome[] = ['done', 'refused', 'failed', 'nothing'];

/** Nothing was done yet. */
export function openTally(): Tally {
  const counts = new Map<string, Map<Outcome, number>>();
  return {
    promised: {
      ...{ approved: new Set(), declined: new Set(), withdrawn: new Set(), revoked: new Set() },
      shown: new Map(),
    },
    count(what, outcome) {
      const row = counts.get(what) ?? new Map<Outcome, number>();
      row.set(outcome, (row.get(outcome) ?? 0) + 1);
      counts.set(what, row);
    },
    lines: () =>
      [...counts].sort().map(([what, row]) => {
        const parts = OUTCOMES.flatMap((outcome) => (row.has(outcome) ? [`${row.get(outcome)} ${outcome}`] : []));
        return `  ${what.padEnd(20)} ${parts.join(', ')}`;
      }),
    total: (outcome) => [...counts.values()].reduce((sum, row) => sum + (row.get(outcome) ?? 0), 0),
  };
}
