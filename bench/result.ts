import type { Portal } from './with-portal';

/** One measured figure beside its baseline of the same run. */
export type Result = {
  part?: string;
  what: string;
  /** As people read it. */
  measured: string;
  baseline: string;
  /** `ratio` beside its `target`; null where there is nothing to compare with. */
  ratio: number | null;
  target: string;
  isMet: boolean | null;
};

/** A part of the benchmark: measures at a portal that runs, and says how far it is. */
export type Part = (portal: Portal, say: (text: string) => void) => Promise<Result[]>;

/** A part that makes databases of its own on the server of this URL. */
export type DatabasePart = (serverUrl: string, say: (text: string) => void) => Promise<Result[]>;

/** The middle one of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** All results as a table for a terminal. */
export function tableOf(results: readonly Result[]): string {
  const head = ['part', 'what', 'measured', 'baseline', 'ratio', 'target', ''];
  const rows = results.map(({ part = '', what, measured, baseline, ratio, target, isMet }) => [
    ...[part, what, measured, baseline, ratio === null ? '' : ratio.toFixed(2), target],
    isMet === null ? '' : isMet ? 'met' : 'MISSED',
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
