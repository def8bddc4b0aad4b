/** `ok`, or the code of the refusal; `fault` for everything that is none. */
export function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'ok').catch((error: { code?: string }) => error.code ?? 'fault');
}
