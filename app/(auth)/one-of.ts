/** One value of a query parameter. A parameter that stands several times says nothing: it is empty. */
export function oneOf(given: string | string[] | undefined): string {
  return typeof given === 'string' ? given : '';
}
