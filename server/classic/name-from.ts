import type { Question } from './known-answers';

type Answers = Readonly<Record<string, string>>;
type Names = { firstName: string; lastName: string; sentAs: { firstName: string; lastName: string } };

const FIRST = new Set(['firstname', 'givenname']);
const LAST = new Set(['lastname', 'surname', 'familyname']);
const WHOLE = new Set(['name', 'fullname']);

/**
 * The names of a developer of the classic portal, which asks for none: from fields that are called so and are no
 * questions of this portal, otherwise from the address (`jane.doe@acme.com` is Jane Doe, `jane@acme.com` Jane Acme).
 * `rest` is what else was answered.
 */
export function nameFrom(email: string, fields: Answers, asked: readonly Question[]): { names: Names; rest: Answers } {
  const isAsked = (sent: string) =>
    asked.some(({ name, label }) => folded(name) === folded(sent) || folded(label) === folded(sent));
  const taken = new Map<'first' | 'last' | 'whole', [sent: string, value: string]>();
  const rest: Record<string, string> = {};
  for (const [sent, value] of Object.entries(fields)) {
    const part = isAsked(sent) ? null : partOf(folded(sent));
    if (part) taken.set(part, [sent, value]);
    else rest[sent] = value;
  }
  const whole = taken.get('whole')?.[1].trim().split(/\s+/) ?? [];
  const guessed = fromAddress(email);
  const firstName = taken.get('first')?.[1] || whole.slice(0, -1).join(' ') || whole[0] || guessed.first;
  const lastName = taken.get('last')?.[1] || (whole.length > 1 ? whole.at(-1) : '') || guessed.last;
  const sentAs = {
    firstName: (taken.get('first') ?? taken.get('whole'))?.[0] ?? 'first_name',
    lastName: (taken.get('last') ?? taken.get('whole'))?.[0] ?? 'last_name',
  };
  return { names: { firstName, lastName, sentAs }, rest };
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

function partOf(name: string): 'first' | 'last' | 'whole' | null {
  if (FIRST.has(name)) return 'first';
  if (LAST.has(name)) return 'last';
  return WHOLE.has(name) ? 'whole' : null;
}

function fromAddress(email: string): { first: string; last: string } {
  const [local = '', domain = ''] = email.split('@');
  const words = (local.split('+')[0] ?? '')
    .split(/[\d._-]+/)
    .filter(Boolean)
    .map(capital);
  const company = capital(domain.split('.').at(-2) ?? '');
  const first = words[0] ?? company;
  return { first, last: words.slice(1).join(' ') || company || first };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
