import vm from 'node:vm';
import { expect, test } from 'vitest';
import { sourceFiles } from './source-files';

/** Longer than the fields that people fill in; larger texts are cut before any expression sees them. */
const LENGTH = 2_000;
/**
 * What is linear or quadratic needs a few milliseconds; what is cubic a minute, and what is exponential for ever. By the clock
 * on the wall, so a busy machine needs room.
 */
const MOST_MS = 10_000;
const FOLDERS = ['app', 'components', 'core', 'emails', 'gateway/tyk', 'server'];

/** A slash where a value can begin, up to the next one that is neither escaped nor inside of brackets. */
const LITERAL =
  /(?<=(?:[(=,:!&|?{};[>]|return)\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[dgimsuvy]*(?=\s*[.,;)\]}:?]|$)/gm;

/** What makes expressions backtrack: long runs of what they look for, with an end that they do not. */
function textsAgainst(literal: string): string[] {
  const signs = literal.slice(1, literal.lastIndexOf('/')).replace(/\\[a-zA-Z]|[()|?+*^$]/g, '');
  const units = [...'aA0 -_./@:\n<"[*\\', ...signs, 'a@', 'a.', ' a', 'a-', '\r\n', '](', '<a', 'a/', '{{', '- ', '> '];
  return [...new Set(units)].map((unit) => `${unit.repeat(LENGTH / unit.length)}\u0001`);
}

// Put `/^(a+)+$/` anywhere and this must fail.
test('no regular expression of the portal can be kept busy by what it is asked [V-07]', () => {
  const literals = new Map<string, string>();
  for (const { path, text } of FOLDERS.flatMap(sourceFiles)) {
    for (const [literal] of text.matchAll(LITERAL)) literals.set(literal, path);
  }
  expect(literals.size).toBeGreaterThan(200);
  // Inside of a virtual machine: only there an expression that does not end can be ended.
  const machine = vm.createContext({ texts: [] });
  for (const [literal, path] of literals) {
    machine.texts = textsAgainst(literal);
    const asked = () =>
      vm.runInContext(`for (const text of texts) (${literal}).test(text);`, machine, { timeout: MOST_MS });
    expect(asked, `${path}: ${literal}`).not.toThrow();
  }
});
