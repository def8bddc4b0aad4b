/**
 * What stops a start and what the person can do about it, in one line. Anything else that is thrown is a fault of ours.
 */
export class StartError extends Error {
  name = 'StartError';
}

/**
 * @param {unknown} error
 * @returns {string} one line for the person, or the whole stack when it is our fault
 */
export function explain(error) {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'StartError' || error.name === 'PostgresError') return error.message;
  return error.stack ?? error.message;
}
