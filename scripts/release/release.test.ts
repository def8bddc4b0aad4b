import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceFiles } from '@/test/source-files';
import { copyPackages } from './copy-packages.mjs';
import { takeServer } from './copy-server.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'portico-release-test-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content = ''): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

const has = (name: string) => existsSync(path.join(folder, 'target', name));

function installed(name: string, manifest: object): void {
  write(`root/node_modules/${name}/package.json`, JSON.stringify(manifest));
}

test('a package comes with what it needs, from wherever Node would find it, and without what nobody asked for', () => {
  for (const name of ['test/a.js', 'a.js.map', 'a.d.ts', 'lib/a.test.js', 'lib/test/run.js'])
    write(`root/node_modules/pg/${name}`);
  installed('pg', { dependencies: { '@scope/types': '1' }, optionalDependencies: { 'pg-other-platform': '1' } });
  installed('pg/node_modules/@scope/types', { dependencies: { deep: '1', pg: '1' } });
  installed('@scope/types', { dependencies: { 'of-the-other-version': '1' } });
  installed('deep', {});
  installed('of-the-other-version', {});
  copyPackages(path.join(folder, 'root'), path.join(folder, 'target'), ['pg']);
  expect(has('node_modules/pg/node_modules/@scope/types/package.json')).toBe(true);
  expect(readdirSync(path.join(folder, 'target', 'node_modules')).sort()).toEqual(['deep', 'pg']);
  expect(readdirSync(path.join(folder, 'target', 'node_modules', 'pg')).sort()).toEqual([
    'lib',
    'node_modules',
    'package.json',
  ]);
  expect(has('node_modules/pg/lib/test/run.js')).toBe(true);
});

// Copy the whole of `standalone` in takeServer to see it: Next's list names every source, whatever stands beside it.
test('the server comes without sources, settings and what is never loaded', () => {
  write('built/static/a.css');
  for (const name of ['server.js', '.next/server/page.js', 'node_modules/next/package.json']) {
    write(`built/standalone/${name}`);
  }
  const manifest = { name: 'portico', version: '1.0.0', type: 'module' };
  write('built/standalone/package.json', JSON.stringify({ ...manifest, devDependencies: { vitest: '1' } }));
  for (const name of ['.next/server/page.js.map', 'node_modules/next/test/a.js']) write(`built/standalone/${name}`);
  for (const name of ['.env', 'core/mutate.ts', 'node_modules/sharp/index.js', 'node_modules/typescript/lib.js']) {
    write(`built/standalone/${name}`);
  }
  takeServer(path.join(folder, 'built'), '.next', path.join(folder, 'target'));
  expect(readdirSync(path.join(folder, 'target')).sort()).toEqual([
    '.next',
    'node_modules',
    'package.json',
    'server.js',
  ]);
  expect(readdirSync(path.join(folder, 'target', 'node_modules'))).toEqual(['next']);
  expect(has('.next/static/a.css')).toBe(true);
  for (const name of ['.next/server/page.js.map', 'node_modules/next/test']) expect(has(name)).toBe(false);
  const told = JSON.parse(readFileSync(path.join(folder, 'target', 'package.json'), 'utf8'));
  expect(told).toEqual({ ...manifest, private: true });
});

// deploy/Dockerfile installs without development dependencies.
test('web, worker and tool are made of dependencies that an image has when it is built', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const sources = ['app', 'components', 'core', 'db', 'emails', 'gateway/tyk', 'server', 'scripts/portal'].flatMap(
    sourceFiles,
  );
  const strange = sources.flatMap(({ path: file, text }) =>
    [...text.matchAll(/^(?:import '|(?:import|export|\}) (?:[^'\n]* )?from ')((?:@[a-z][^/'\n]*\/)?[a-z][^/'\n]*)/gm)]
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('node:') && dependencies[name] === undefined)
      .map((name) => `${file}: ${name}`),
  );
  expect(strange).toEqual([]);
  expect(sources.length).toBeGreaterThan(500);
});
