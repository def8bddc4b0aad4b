/** A JSON pointer (RFC 6901) from its parts. */
export function pointerOf(parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The parts of a pointer, as it stands behind the `#` of a reference. Null when it is none. */
export function partsOf(pointer: string): string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return null;
  try {
    const parts = pointer.slice(1).split('/');
    return parts.map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    // A lone per cent sign; no document means that as a pointer.
    return null;
  }
}
