const NAME_MAX = 80;
const NAME_FORM = /^[\p{L}\p{M}\p{N} .,'’ʼ·()-]+$/u;
/** Mail programs turn `evil.example` into a link, and names stand in mails to people who did not type them. */
const LOOKS_LIKE_LINK = /\.\p{L}{2,}/u;

/** A name as it is stored: composed, trimmed, single spaces. */
export function foldedName(given: string): string {
  return given.normalize('NFC').trim().replace(/\s+/g, ' ');
}

/** What is wrong with a folded first or last name, in words for the person; null when nothing is. */
export function nameProblem(name: string, what: 'first name' | 'last name'): string | null {
  if (name === '') return `Enter your ${what}.`;
  if ([...name].length > NAME_MAX) return `Use at most ${NAME_MAX} characters for the ${what}.`;
  if (!NAME_FORM.test(name) || !/[\p{L}\p{N}]/u.test(name) || LOOKS_LIKE_LINK.test(name)) {
    return `Use letters, spaces, hyphens and apostrophes for the ${what}.`;
  }
  return null;
}
