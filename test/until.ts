/** A moment that every poll may take, so that two cores are not kept busy by waiting. */
const POLL_MS = 15;

/** Waits until the state that the test wants is there; fails with what was seen last. */
export async function until<T>(look: () => Promise<T>, isThere: (seen: T) => boolean, withinMs = 25_000): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (Date.now() > end) throw new Error(`it never came; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
