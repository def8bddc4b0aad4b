import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { nextProgram } from '../start/programs.mjs';

/** Beside the build of `npm start`, which stays as it is. */
const DIST = '.next-release';

/**
 * Builds the web server with Next's own list of the files that it needs, and copies them. Throws when the folder holds
 * something already, or the build fails.
 * @param {string} root
 * @param {string} target
 */
export async function copyServer(root, target) {
  if (existsSync(target) && readdirSync(target).length > 0) throw new Error(`${target} is not empty.`);
  const built = spawnSync(process.execPath, [nextProgram(root), 'build'], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_DIST_DIR: DIST,
      PORTAL_RELEASE: '1',
    },
  });
  if (built.status !== 0) throw new Error('The build failed.');
  mkdirSync(target, { recursive: true });
  cpSync(path.join(root, DIST, 'standalone'), target, { recursive: true, verbatimSymlinks: true });
  // Next leaves these out, for those who serve them from elsewhere.
  cpSync(path.join(root, DIST, 'static'), path.join(target, DIST, 'static'), { recursive: true });
}
