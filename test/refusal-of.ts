/** What was thrown, to be looked at; null where nothing was. */
export function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}
