type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rrggbb` or `#rgb`. Throws for anything else: colours of settings are checked before they are stored. */
export function parseHex(hex: string): Rgb {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(hex);
  const full = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : hex;
  if (!/^#[\da-f]{6}$/i.test(full)) throw new Error(`Not a colour: ${hex}`);
  const value = Number.parseInt(full.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

/** Mixes `share` (0 to 1) of one colour into another, as `color-mix(in srgb, …)` does. */
export function mix(colour: string, share: number, into: string): string {
  const from = parseHex(colour);
  const to = parseHex(into);
  const channels = to.map((channel, index) => Math.round(channel + ((from[index] ?? 0) - channel) * share));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = parseHex(hex).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
