/** Beginnings of a key that are too short to be worth anything. */
const PART_MIN = 4;

/**
 * Takes a key out of an answer that echoes it: as it stands, percent-encoded, and in base64, wherever in the bytes. Of
 * an answer that was cut in the middle of it the beginning goes too. What an API does to a key beyond that is its own.
 */
export function maskKey(bytes: Uint8Array, secrets: readonly string[], isCut = false): Uint8Array {
  // One character for each byte, so that nothing is lost on the way and back.
  let text = Buffer.from(bytes).toString('latin1');
  for (const form of secrets.flatMap(formsOf)) {
    text = text.replaceAll(form, mask(form));
    if (isCut) text = withoutBeginningOf(form, text);
  }
  return Buffer.from(text, 'latin1');
}

/** The same for a text, such as a header's value. */
export function maskText(text: string, secrets: readonly string[]): string {
  return secrets.flatMap(formsOf).reduce((masked, form) => masked.replaceAll(form, mask(form)), text);
}

function formsOf(secret: string): string[] {
  if (secret.length < PART_MIN) return [];
  const encoded = encodeURIComponent(secret);
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, encoded, encoded.toLowerCase(), json, ...base64FormsOf(secret)])];
}

/** In base64 a text looks different at each of three places; the characters at both ends depend on what is around. */
function base64FormsOf(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.from(`${'x'.repeat(offset)}${secret}`);
    const first = offset === 0 ? 0 : offset + 1;
    const whole = Math.floor((bytes.length * 8) / 6);
    return (['base64', 'base64url'] as const).map((kind) => bytes.toString(kind).slice(first, whole));
  });
}

function mask(form: string): string {
  return form.length >= 2 * PART_MIN ? `[key hidden]` : '[hidden]';
}

function withoutBeginningOf(secret: string, text: string): string {
  for (let length = Math.min(secret.length - 1, text.length); length >= PART_MIN; length -= 1) {
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length);
  }
  return text;
}
