/** What the operator can mend, in one line. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** The command was called wrongly: nothing was done, and the exit code is 2. */
export class UsageError extends CommandError {
  override name = 'UsageError';
}
