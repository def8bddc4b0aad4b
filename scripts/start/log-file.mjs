import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';

const BYTES_MAX = 20 * 1024 * 1024;

/**
 * A log file that starts anew each time and when it grows too large; the one before is kept beside it as `.1`.
 * @param {string} file
 */
export function openLogFile(file) {
  let descriptor = startOver(file);
  let bytes = 0;
  return {
    /** @param {string} line */
    write(line) {
      if (bytes > BYTES_MAX) {
        closeSync(descriptor);
        descriptor = startOver(file);
        bytes = 0;
      }
      try {
        bytes += writeSync(descriptor, `${line}\n`);
      } catch {
        // A full disk must not take the portal down with its log.
      }
    },
  };
}

/** @param {string} file */
function startOver(file) {
  try {
    if (statSync(file).size > 0) {
      rmSync(`${file}.1`, { force: true });
      renameSync(file, `${file}.1`);
    }
  } catch {
    // There was none.
  }
  return openSync(file, 'a', 0o600);
}
