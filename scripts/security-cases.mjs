// `npm run security-cases`: the cases of docs/security/ against the titles of the tests that carry their ids.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** How many cases each area has; their ids count up from 01. */
export const AREAS = {
  A: 28,
  T: 32,
  Z: 16,
  I: 14,
  S: 17,
  V: 20,
  R: 18,
  K: 25,
  G: 18,
  M: 10,
  D: 15,
  C: 4,
  H: 12,
  U: 8,
  L: 9,
  P: 8,
};
/** What a case can say of itself. */
export const STATUSES = ['tested', 'not applicable', 'open'];

const SOURCES = ['app', 'components', 'core', 'db', 'deploy', 'e2e', 'emails', 'gateway', 'scripts', 'server', 'test'];
const ROW = /^\| *([A-Z]-\d\d) *\|/;
// The first argument of a call, `test('…'`, `test.each(rows)('…'`, also where it stands on a line of its own.
const TITLE = /\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)\s*,/g;
const IDS = /\[((?:[A-Z]-\d\d)(?:[, ]+[A-Z]-\d\d)*)\]/g;

/**
 * @param {string} text of a page of docs/security/
 * @returns {{ id: string, status: string, where: string }[]}
 */
export function rowsOf(text) {
  return text
    .split('\n')
    .filter((line) => ROW.test(line))
    .map((line) => {
      const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
      return { id: cells[1] ?? '', status: cells[3] ?? '', where: cells.slice(4).join(' ').trim() };
    });
}

/**
 * @param {string} source of a file of tests
 * @returns {string[]} the ids in the titles of its tests
 */
export function idsIn(source) {
  return [...source.matchAll(TITLE)].flatMap(([, title = '']) =>
    [...title.matchAll(IDS)].flatMap(([, ids = '']) => ids.split(/[, ]+/)),
  );
}

/**
 * @param {{ id: string, status: string, where: string }[]} rows
 * @param {Map<string, string[]>} files ids by the file whose titles carry them
 * @returns {string[]} one line for everything that does not fit
 */
export function complaints(rows, files) {
  const wanted = Object.entries(AREAS).flatMap(([area, count]) =>
    Array.from({ length: count }, (_, n) => `${area}-${String(n + 1).padStart(2, '0')}`),
  );
  const known = new Set(wanted);
  const carried = [...files].flatMap(([file, ids]) => ids.map((id) => ({ file, id })));
  return [
    ...wanted.flatMap((id) => {
      const found = rows.filter((row) => row.id === id).length;
      return found === 1 ? [] : [`${id} has ${found === 0 ? 'no row' : `${found} rows`}`];
    }),
    ...rows.flatMap((row) => aboutRow(row, known, files)),
    ...carried
      .filter(({ id }) => rows.find((row) => row.id === id)?.status !== 'tested')
      .map(({ file, id }) => `${file} has a title with ${id}, whose row does not say tested`),
  ];
}

/**
 * @param {{ id: string, status: string, where: string }} row
 * @param {Set<string>} known
 * @param {Map<string, string[]>} files
 */
function aboutRow({ id, status, where }, known, files) {
  if (!known.has(id)) return [`${id} is no case`];
  if (!STATUSES.includes(status)) return [`${id} has the status "${status}"`];
  if (where === '') return [`${id} says neither where nor why`];
  if (status !== 'tested') return [];
  const named = [...files.keys()].filter((file) => where.includes(file));
  if (named.length === 0) return [`${id} names no file of tests`];
  return named
    .filter((file) => !files.get(file)?.includes(id))
    .map((file) => `${id} names ${file}, where no title has it`);
}

/** @param {string} root */
export function readCases(root) {
  const pages = path.join(root, 'docs/security');
  const rows = readdirSync(pages)
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) => rowsOf(readFileSync(path.join(pages, name), 'utf8')));
  const tests = SOURCES.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .map((name) => path.posix.join(folder, String(name)))
      .filter((name) => /\.(test\.tsx?|spec\.ts)$/.test(name)),
  );
  return { rows, files: new Map(tests.map((name) => [name, idsIn(readFileSync(path.join(root, name), 'utf8'))])) };
}

/** @param {{ id: string, status: string }[]} rows */
export function table(rows) {
  const count = (area, status) =>
    rows.filter((row) => (area === null || row.id.startsWith(area)) && row.status === status).length;
  const line = (name, area, total) =>
    [
      name.padEnd(6),
      ...STATUSES.map((status) => String(count(area, status)).padStart(status.length)),
      String(total).padStart(6),
    ].join('  ');
  const total = Object.values(AREAS).reduce((sum, n) => sum + n, 0);
  return [
    ['area  ', ...STATUSES, ' cases'].join('  '),
    ...Object.entries(AREAS).map(([area, cases]) => line(area, area, cases)),
    line('all', null, total),
  ].join('\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { rows, files } = readCases(fileURLToPath(new URL('..', import.meta.url)));
  console.log(table(rows));
  const wrong = complaints(rows, files);
  for (const line of wrong) console.error(line);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
