import { isCollection, isNode, LineCounter, type Node, parseDocument as parseYaml } from 'yaml';
import type { Problem } from './parsed-document';
import { partsOf } from './pointer';

/** Reading a text a second time, with places, is slow: larger ones go without lines. */
const CHARACTERS_MAX = 2_000_000;

/** Adds to each problem the line that its pointer means. */
export function findLines(source: string, problems: readonly Problem[]): Problem[] {
  if (problems.every(({ line }) => line !== undefined) || source.length > CHARACTERS_MAX) return [...problems];
  const lines = new LineCounter();
  // JSON is YAML, too.
  const document = parseYaml(source, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  return problems.map((problem) => {
    const parts = partsOf(problem.pointer);
    if (problem.line !== undefined || !parts) return problem;
    const node = nodeAt(document.contents, parts);
    const start = node?.range?.[0];
    return start === undefined ? problem : { ...problem, line: lines.linePos(start).line };
  });
}

/** A map's key may be written as text or as a number: `200` and `"200"` are the same place of a document. */
function nodeAt(root: Node | null, parts: readonly string[]): Node | null {
  let at: unknown = root;
  for (const part of parts) {
    if (!isCollection(at)) return null;
    at = at.get(part, true) ?? at.get(Number(part), true);
  }
  return isNode(at) ? at : null;
}
