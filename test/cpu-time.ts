/**
 * How much computing something took, in milliseconds of this process on all its threads. Unlike the clock on the wall it
 * does not count what other processes of a busy machine did meanwhile.
 */
export async function cpuTimeOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
