/** One member of a key that is a token, or null for one that is none (gateway.md 5). */
export function partOfToken(key: string, member: 'org' | 'id' | 'h'): string | null {
  if (!key.startsWith('ey')) return null;
  try {
    const token: unknown = JSON.parse(Buffer.from(key, 'base64').toString('utf8'));
    const part: unknown = typeof token === 'object' && token !== null ? Reflect.get(token, member) : null;
    return typeof part === 'string' ? part : null;
  } catch {
    // A key that begins like a token by chance.
    return null;
  }
}
