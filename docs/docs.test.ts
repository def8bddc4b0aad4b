import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { commands } from '@/scripts/portal/commands';
import { sourceFiles } from '@/test/source-files';

/* The documents name what is there. A name that was changed in the code and not in them is found here. */
const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const documents = files
  .filter((name) => name.endsWith('.md') && existsSync(path.join(root, name)))
  .map((name) => ({ name, text: read(name) }));
const folders = new Set(files.map((name) => name.split('/')[0]));
const operations = read('docs/operations.md');

/** What a document says in the letters of a program. */
const spoken = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
const headings = (name: string) =>
  [...read(name).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );

test('every link of the documents leads to a file that is there, and to a heading of it', () => {
  const broken = documents.flatMap(({ name, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^(https?|mailto):/.test(link))
      .filter((link) => {
        const [file = '', heading] = link.split('#');
        const target = file === '' ? name : path.join(path.dirname(name), file);
        if (!existsSync(path.join(root, target))) return true;
        return heading !== undefined && !headings(target).includes(heading);
      })
      .map((link) => `${name}: ${link}`),
  );
  expect(broken).toEqual([]);
  expect(documents.length).toBeGreaterThan(50);
});

/** Written by a program, and never committed. */
const MADE = new Set(['bench/results.json']);
/** Another program's way to name things. */
const NO_PATH = /^(?:deploy\/portico-web|app\.kubernetes)/;

test('every file and folder that the documents name is there', () => {
  const missing = documents.flatMap(({ name, text }) =>
    spoken(text)
      .flatMap((code) => [...code.matchAll(/(?<![\w./@-])(?:[\w.()@[\]-]+\/)+[\w.()*[\]-]*/g)].map(([found]) => found))
      .filter((found) => folders.has(found.split('/')[0]) && !MADE.has(found) && !NO_PATH.test(found))
      .map((found) => found.replace(/\/?\*?$/, ''))
      .filter((found) => !existsSync(path.join(root, found)) && !existsSync(path.join(root, `${found}.ts`)))
      .map((found) => `${name}: ${found}`),
  );
  expect(missing).toEqual([]);
});

test('every command that the documents name is there, and the handbook names every command of the tool', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
  for (const { name, text } of documents) {
    for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([a-z][a-z0-9:-]*)/g)) {
      expect(Object.keys(scripts), name).toContain(script);
    }
    for (const [, command = ''] of text.matchAll(/npm run portal -- ([a-z-]+)|portal\.mjs ([a-z-]+)/g)) {
      if (command !== '') expect([...Object.keys(commands), 'help'], name).toContain(command);
    }
  }
  const told = [...operations.matchAll(/^\| `([a-z-]+)[^|]*\| /gm)].map(([, command]) => command);
  expect(told).toEqual(expect.arrayContaining(Object.keys(commands)));
});

/** Set by our own programs for each other, or by Node and Next. */
const NOT_FOR_OPERATORS = ['NODE_ENV', 'PORTAL_RELEASE'];

test('the handbook names every variable that web, worker and start read, and no other', () => {
  const known = new Set([
    ...[
      ...read('server/env.ts')
        .replace(/\.transform\(\(env\)[\s\S]*/, '')
        .matchAll(/^ {4}([A-Z][A-Z_]+):/gm),
    ].map(([, name = '']) => name),
    ...[...read('scripts/start/settings.mjs').matchAll(/\benv\.([A-Z][A-Z_]+)|\(env, '([A-Z_]+)'/g)].map(
      ([, one, other]) => one ?? other ?? '',
    ),
    ...sourceFiles('server').flatMap(({ text }) => [...text.matchAll(/\bOTEL_[A-Z_]+/g)].map(([name]) => name)),
  ]);
  const told = new Set(spoken(operations).flatMap((code) => code.match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b/g) ?? []));
  expect([...known].filter((name) => !told.has(name) && !NOT_FOR_OPERATORS.includes(name)).sort()).toEqual([]);

  const table = operations.slice(operations.indexOf('\n| variable |'), operations.indexOf('\n## Usage figures'));
  const listed = spoken(table.replace(/^(\|[^|]*)\|.*$/gm, '$1')).filter((code) => /^[A-Z][A-Z0-9_]+$/.test(code));
  const read_ = sourceFiles('server').concat(sourceFiles('scripts'), {
    path: '',
    text: read('scripts/start/settings.mjs'),
  });
  expect(listed.filter((name) => !read_.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text)))).toEqual([]);
  expect(listed.length).toBeGreaterThan(25);
});

test('every alert says what to do, and the handbook says more of each and of no other', () => {
  const rule = z.object({
    alert: z.string(),
    labels: z.object({ severity: z.enum(['critical', 'warning']) }),
    annotations: z.object({ summary: z.string().min(10), action: z.string().min(20) }),
  });
  const { groups } = z
    .object({ groups: z.array(z.object({ rules: z.array(rule) })) })
    .parse(parseYaml(read('deploy/prometheus/alerts.yml')));
  const alerts = groups.flatMap(({ rules }) => rules.map(({ alert }) => alert));
  const rows = [...operations.matchAll(/^\| `(Portico\w+)` \| ([^|]{20,}) \| ([^|]{40,}) \|$/gm)];
  expect(rows.map(([, alert]) => alert)).toEqual(alerts);
});

/** Addresses by which people come: the segments of `app/`, without its groups. */
const pages = readdirSync(path.join(root, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?:^|\/)(?:page|route)\.tsx?$/.test(name))
  .map(
    (name) =>
      `/${name
        .split('/')
        .slice(0, -1)
        .filter((part) => !part.startsWith('('))
        .join('/')}`,
  )
  .map(
    (route) =>
      new RegExp(
        `^${route
          .replace(/\/\[\[\.\.\.\w+\]\]/, '(?:/.*)?')
          .replace(/\[\.\.\.\w+\]/, '.+')
          .replace(/\[\w+\]/g, '[^/]+')
          .replaceAll('.csv', '\\.csv')}$`,
      ),
  );

test('every page that the documents send people to is there', () => {
  const lost = documents.flatMap(({ name, text }) =>
    spoken(text)
      .filter((code) => /^\/(?:admin|auth|keys|organization|profile|cart|catalogs|pages)(?:[/?]|$)/.test(code))
      .map((code) => code.replace(/[?#].*$/, '').replaceAll('…', 'x'))
      .filter((address) => !pages.some((page) => page.test(address)))
      .map((address) => `${name}: ${address}`),
  );
  expect(lost).toEqual([]);
  expect(pages.length).toBeGreaterThan(100);
});

test('every word of code in the architecture is one of the sources', () => {
  const sources = ['app', 'components', 'core', 'db', 'emails', 'gateway', 'server'].flatMap(sourceFiles);
  const words = spoken(read('docs/architecture.md'))
    .filter((code) => /^\w+$/.test(code))
    .filter((code) => !/^[A-Z]+$/.test(code) && !existsSync(path.join(root, code)));
  const strange = words.filter(
    (word) => !sources.some(({ text }) => text.includes(word) || text.includes(inCode(word))),
  );
  expect(strange).toEqual([]);
});

/** A column's name, as the sources write it. */
function inCode(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
