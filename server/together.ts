/**
 * Answers many who ask at once with one look, without giving anybody what was seen before they asked: who asks while a
 * look is under way shares the next one.
 */
export function together<T>(look: () => Promise<T>): () => Promise<T> {
  let running: Promise<unknown> | null = null;
  let next: Promise<T> | null = null;

  const start = (): Promise<T> => {
    const looked = look();
    running = looked;
    const over = () => {
      if (running === looked) running = null;
    };
    looked.then(over, over);
    return looked;
  };
  return () => {
    if (running === null) return start();
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
