/** What the operator can mend, in one line. */
export class CommandError extends Error {
  override name = 'CommandError';
}
