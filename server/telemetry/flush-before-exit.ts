/**
 * Next ends the process itself, right after its last answer, and waits for nobody: so whoever calls `process.exit` waits
 * for `flush` first, which has to be bounded. A second call ends the process at once.
 */
export function flushBeforeExit(flush: () => Promise<void>): void {
  const exit = process.exit.bind(process);
  let isEnding = false;
  process.exit = ((code) => {
    if (isEnding) return exit(code);
    isEnding = true;
    void flush().finally(() => exit(code));
  }) as typeof process.exit;
}
