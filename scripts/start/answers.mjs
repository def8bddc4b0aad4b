import { get } from 'node:http';

const ANSWER_MS = 10_000;

/**
 * @param {string} url
 * @returns {Promise<boolean>} whether it answers 200
 */
export function answersOk(url) {
  return new Promise((resolve) => {
    const call = get(url, { agent: false, timeout: ANSWER_MS }, (reply) => {
      reply.resume();
      resolve(reply.statusCode === 200);
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(false));
  });
}
