/** Shorter ones turn up by chance. */
export const FORM_MIN = 8;
/** What tells a person or a scanner what a secret is for; a leak may lack it. */
const PREFIX = /^(?:whsec_|portico_|Bearer )/;
const OF_BYTES = [
  { form: /^[0-9a-f]{32,}$/i, encoding: 'hex' },
  { form: /^[\w-]{32,}$/, encoding: 'base64url' },
  { form: /^[A-Za-z0-9+/]{32,}={0,2}$/, encoding: 'base64' },
] as const;

/**
 * How a secret may be written down somewhere: as it is, in addresses, JSON and HTML, in hex and in base64 wherever it
 * stands in a longer text; and so the bytes that it stands for. All in small letters, as `folded` makes them.
 */
export function formsOf(secret: string): Buffer[] {
  const bare = secret.replace(PREFIX, '');
  const texts = [secret, bare, encodeURIComponent(bare), JSON.stringify(bare).slice(1, -1), inHtml(bare)];
  const bytes = [Buffer.from(bare), ...OF_BYTES.flatMap((one) => decoded(bare, one))];
  const all = [...texts.map((text) => Buffer.from(text)), ...bytes.flatMap(encoded), ...bytes].map(folded);
  const known = new Map(all.map((form) => [form.toString('latin1'), form]));
  return [...known.values()].filter((form) => form.length >= FORM_MIN);
}

/** The same bytes with A to Z as a to z. A search index keeps its words so. */
export function folded(bytes: Uint8Array): Buffer {
  const small = Buffer.from(bytes);
  for (let at = 0; at < small.length; at += 1) {
    const byte = small[at] ?? 0;
    if (byte >= 65 && byte <= 90) small[at] = byte + 32;
  }
  return small;
}

function encoded(bytes: Buffer): Buffer[] {
  const shifted = [0, 1, 2].flatMap((shift) => [inBase64(bytes, shift, 'base64'), inBase64(bytes, shift, 'base64url')]);
  return [bytes.toString('hex'), ...shifted].map((text) => Buffer.from(text));
}

/** Behind so many other bytes; without the characters at its ends that these and the next ones have a part in. */
function inBase64(bytes: Buffer, shift: number, encoding: 'base64' | 'base64url'): string {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
  return whole.toString(encoding).slice(Math.ceil((shift * 8) / 6), Math.floor((whole.length * 8) / 6));
}

function decoded(text: string, { form, encoding }: (typeof OF_BYTES)[number]): Buffer[] {
  return form.test(text) ? [Buffer.from(text, encoding)] : [];
}

function inHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
