/** The address of a list with these filters; empty ones are left out. */
export function addressWith(path: string, wanted: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(wanted).flatMap(([name, value]) =>
    value ? [[name, value] satisfies [string, string]] : [],
  );
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}
