import { z } from 'zod';

/** One line that a person typed: trimmed, in composed characters, none of which is invisible. `max` is in characters. */
export function lineOfText(max: number) {
  return z
    .string()
    .transform((text) => text.normalize('NFC').trim())
    .pipe(
      z
        .string()
        .max(max, `Use at most ${max} characters.`)
        .regex(/^\P{Cc}*$/u, 'Remove the characters that cannot be seen.'),
    );
}
