import { StartError } from './start-error.mjs';

const OLDEST = [20, 19, 0];

/**
 * @param {string} version as `process.versions.node`
 * @throws {StartError} when it is older than 20.19
 */
export function requireNode(version) {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  for (const [position, least] of OLDEST.entries()) {
    const part = parts[position] ?? 0;
    if (part > least) return;
    if (part < least) {
      throw new StartError(
        `Portico needs Node 20.19 or newer, this is Node ${version}. Install one from https://nodejs.org.`,
      );
    }
  }
}
