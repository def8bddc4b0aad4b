/** `BENCH_SIZE=small` only tries whether the parts still run: a round, a second, a few requests. Its figures mean nothing. */
const isSmall = process.env.BENCH_SIZE === 'small';

/** How much a part does, or next to nothing where it is only tried. */
export function sized(full: number, small = 1): number {
  return isSmall ? small : full;
}
