/** One line that calls the API with the key, ready to paste. Null where the portal knows no address. */
export function curlLine(url: string | undefined, key: string): string | null {
  if (!url) return null;
  return `curl -H 'Authorization: ${forShell(key)}' '${forShell(url)}'`;
}

/**
 * Nothing may end the quotes: neither a key nor an address has a quote of its own, but a shell must not depend on it.
 */
function forShell(text: string): string {
  return text.replaceAll("'", "'\\''");
}
