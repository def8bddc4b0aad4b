import { createServer } from 'node:net';
import { StartError } from './start-error.mjs';

/**
 * @param {{ port: number, what: string, variable: string, host?: string | null }[]} wanted
 * @throws {StartError} names the first port that somebody else listens on, and the variable that chooses another
 */
export async function requireFreePorts(wanted) {
  const seen = new Map();
  for (const { port, what, variable, host } of wanted) {
    const other = seen.get(port);
    if (other !== undefined)
      throw new StartError(`Port ${port} is wanted by ${other} and by ${what}; set ${variable} to another one.`);
    seen.set(port, what);
    const problem = await tryPort(port, host ?? '127.0.0.1');
    if (problem === 'EACCES')
      throw new StartError(
        `Port ${port} (${what}) needs more rights than you have. Set ${variable} to a port above 1023.`,
      );
    if (problem !== null)
      throw new StartError(
        `Port ${port} (${what}) is taken by another program. Stop that program, or set ${variable} to another port.`,
      );
  }
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | null>} the error's code, or null when the port is free
 */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? 'unknown'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
