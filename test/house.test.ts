import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sourceFiles } from './source-files';

/* What the house asks of every file and can be seen without a compiler. */

const LINES_MAX = 200;
const INSIDE = ['core', 'db', 'emails', 'gateway'].flatMap(sourceFiles);
const EVERYWHERE = [...INSIDE, ...['app', 'components', 'scripts', 'server'].flatMap(sourceFiles)];

/** Longer than two screens, and why. */
const LONG: Record<string, string> = {
  'core/audit-events.ts': 'the closed list: one name a line, and whoever looks for one searches all of it',
};

test('no file is longer than two screens, but for those with a reason', () => {
  const long = EVERYWHERE.filter(({ text }) => text.split('\n').length - 1 > LINES_MAX);
  expect(long.map(({ path }) => path).sort()).toEqual(Object.keys(LONG).sort());
});

test('whatever core, db, emails and gateway export says what it promises', () => {
  const silent = INSIDE.flatMap(({ path, text }) => undocumented(text).map((name) => `${path}: ${name}`));
  expect(undocumented('/** A word. */\nexport type Word = string;\nexport const one = 1;')).toEqual(['one']);
  expect(silent).toEqual([]);
});

// Inside `toMatchObject` an expression is compared by its keys, of which it has none: anything matches it.
test('no test compares with an expression that matches anything', () => {
  expect(bareExpressions('toMatchObject({ message: /no/, at: [/x/], as: expect.stringMatching(/y/) })')).toEqual([
    '/no/',
    '/x/',
  ]);
  const found = testFiles().flatMap(({ path, text }) => bareExpressions(text).map((one) => `${path}: ${one}`));
  expect(found).toEqual([]);
});

/** Names that are exported without a comment in the line above. */
function undocumented(text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const [, name] = /^export (?:async |abstract )?(?:function|const|class|type|interface) (\w+)/.exec(line) ?? [];
    const isOverload =
      name !== undefined && new RegExp(`^export (?:async )?function ${name}\\b`).test(lines[index - 1] ?? '');
    return name === undefined || isOverload || lines[index - 1]?.trimEnd().endsWith('*/') ? [] : [name];
  });
}

function bareExpressions(text: string): string[] {
  return text
    .split('toMatchObject(')
    .slice(1)
    .flatMap((behind) => {
      const object = behind.slice(0, endOf(behind)).replaceAll(/stringMatching\([^)]*\)/g, '');
      return [...object.matchAll(/[:[,(]\s*(\/(?![/*])(?:\\.|[^/\n\\])+\/)[a-z]*\s*[,\]})]/g)].map(
        ([, one]) => one ?? '',
      );
    });
}

/** Where the call's bracket closes. */
function endOf(behind: string): number {
  let depth = 1;
  for (let at = 0; at < behind.length; at += 1) {
    if (behind[at] === '(') depth += 1;
    if (behind[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return behind.length;
}

function testFiles(): { path: string; text: string }[] {
  const root = fileURLToPath(new URL('..', import.meta.url));
  return ['app', 'components', 'core', 'db', 'emails', 'gateway', 'scripts', 'server', 'test']
    .flatMap((folder) =>
      readdirSync(root + folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((path) => /[.]test[.]tsx?$/.test(path) && path !== 'test/house.test.ts')
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));
}
