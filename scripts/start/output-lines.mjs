/**
 * Cuts a stream into lines.
 * @param {import('node:stream').Readable | null} stream
 * @param {(line: string) => void} onLine
 */
export function eachLine(stream, onLine) {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (text) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line.replace(/\r$/, ''));
  });
  stream?.on('end', () => {
    if (rest !== '') onLine(rest);
    rest = '';
  });
}

/** pino's number for "warn". */
const WARN = 40;

/**
 * What a person at the terminal should see of a log line: warnings and worse, in words. Everything is in the log file.
 * @param {string} line
 * @param {boolean} isError it came on standard error
 * @returns {string | null}
 */
export function worthShowing(line, isError) {
  if (!line.startsWith('{')) return isError && line.trim() !== '' ? line : null;
  try {
    const entry = JSON.parse(line);
    if (!(entry.level >= WARN)) return null;
    return [entry.msg, entry.err?.message].filter(Boolean).join(': ') || line;
  } catch {
    return line;
  }
}
