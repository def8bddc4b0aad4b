import { NESTING_MAX, NODES_MAX } from './document-limits';
import { pointerOf } from './pointer';
import type { Problems } from './problems';
import { isRaw, type Raw } from './raw';

/** Below these stand values of the API's users, which may look like anything, references included. */
const DATA = new Set(['example', 'value', 'default', 'enum', 'const']);

/**
 * Walks the whole document once, aliases expanded: refuses what is too large, too deep, or refers to something outside
 * of it. References are never fetched: an address in a document would make the portal call it (security.md V-10).
 */
export function survey(root: Raw, problems: Problems): void {
  const path: string[] = [];
  let nodes = 0;

  const enter = (value: unknown): boolean => {
    nodes += 1;
    if (nodes > NODES_MAX) return give('The document has more than 4 million values.');
    if (typeof value !== 'object' || value === null) return true;
    if (path.length >= NESTING_MAX) return give(`The document is nested more than ${NESTING_MAX} levels deep.`);
    if (!isRaw(value)) return visit(Object.entries(value));
    noteOutside(value);
    return visit(Object.entries(value).filter(([name]) => !DATA.has(name) && !name.startsWith('x-')));
  };
  const visit = (parts: readonly [string, unknown][]): boolean =>
    parts.every(([name, part]) => {
      path.push(name);
      const goesOn = enter(part);
      path.pop();
      return goesOn;
    });
  const give = (message: string): boolean => {
    problems.refuse('', message);
    return false;
  };
  const noteOutside = (value: Raw) => {
    const { $ref: reference } = value;
    if (typeof reference !== 'string' || reference.startsWith('#')) return;
    const shown = reference.slice(0, 120);
    problems.refuse(
      pointerOf([...path, '$ref']),
      `The reference "${shown}" leads out of the document. It is not fetched: bundle everything into one document.`,
    );
  };
  enter(root);
}
