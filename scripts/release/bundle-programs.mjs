import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import nextConfig from '../../next.config.js';
import { copyPackages } from './copy-packages.mjs';

/** Native, or reading files of their own: the web server does not bundle them either. */
const EXTERNAL = nextConfig.serverExternalPackages ?? [];
/** Packages that were written for `require` find it in a module too. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/**
 * Puts the worker, the operator's tool and the thread that reads documents into files that run without the sources.
 * @param {string} root
 * @param {string} target the release, with the web server in it
 */
export async function bundlePrograms(root, target) {
  await build({
    absWorkingDir: root,
    entryPoints: { worker: 'server/worker-main.ts', portal: 'scripts/portal/main.ts' },
    outdir: path.join(target, 'programs'),
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    jsx: 'automatic',
    external: EXTERNAL,
    banner: { js: REQUIRE },
    plugins: [withoutTests],
    logLevel: 'warning',
  });
  // Next traces what the web server uses of them; the other two use more.
  copyPackages(root, target, EXTERNAL);
  // db/migrate.ts looks for them beside itself.
  cpSync(path.join(root, 'db', 'migrations'), path.join(target, 'programs', 'migrations'), { recursive: true });
  mkdirSync(path.join(target, 'server'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['core/api-docs/parse-document.ts'],
    outfile: path.join(target, 'server', 'parse-document.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  });
  cpSync(path.join(root, 'server', 'parse-thread.mjs'), path.join(target, 'server', 'parse-thread.mjs'));
  for (const program of ['web', 'worker', 'portal']) {
    cpSync(path.join(root, 'scripts', 'release', `run-${program}.mjs`), path.join(target, `${program}.mjs`));
  }
}

/** A command is loaded by its name, so every file of that folder counts as one. */
const withoutTests = {
  name: 'without tests',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onLoad({ filter: /\.test\.tsx?$/ }, () => ({ contents: '' }));
  },
};
