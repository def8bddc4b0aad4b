const LEVEL_MAX = 6;

/**
 * Renumbers a text's headings so that they begin at `top` and never skip a level: other people's texts stand inside a
 * page that has an outline of its own. Give it the levels in the order in which the headings come.
 */
export function headingLevels(top: number): (given: number) => number {
  const open: number[] = [];
  return (given) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= given) open.pop();
    open.push(given);
    return Math.min(LEVEL_MAX, top + open.length - 1);
  };
}
