import { PROBLEMS_MAX } from './document-limits';
import type { Problem } from './parsed-document';

/** What was found while a document was read. */
export type Problems = {
  /** The rest can be shown. The same is said once. */
  note(pointer: string, message: string): void;
  /** The document cannot go live. */
  refuse(pointer: string, message: string): void;
  isRefused(): boolean;
  list(): Problem[];
};

/** Collects problems; the first hundred are enough to begin with. */
export function createProblems(): Problems {
  const found = new Map<string, Problem>();
  let refused = false;
  const note = (pointer: string, message: string) => {
    const name = `${pointer} ${message}`;
    if (found.size < PROBLEMS_MAX && !found.has(name)) found.set(name, { pointer: pointer.slice(0, 500), message });
  };
  return {
    note,
    refuse(pointer, message) {
      refused = true;
      note(pointer, message);
    },
    isRefused: () => refused,
    list: () => [...found.values()],
  };
}
