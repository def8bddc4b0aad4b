import { Problem, pointerTo } from '../rest/problem';

/** A question of a form, by which answers are known. */
export type Question = { name: string; label: string };

/**
 * Answers of the classic portal, which knows its fields by what they are called, under the names that they have here:
 * `Company name` finds the question of this label, too. `sentAs` says under which name an answer came. Throws a problem,
 * 422, for what nobody asks: it would be lost without a word.
 */
export function knownAnswers(
  given: Readonly<Record<string, string>>,
  asked: readonly Question[],
): { answers: Record<string, string>; sentAs(name: string): string } {
  const found = Object.entries(given).map(([sent, value]) => ({ sent, value, name: questionOf(sent, asked) }));
  const unknown = found.filter(({ name }) => name === null);
  if (unknown.length > 0) {
    const known = asked.length === 0 ? 'Nothing is asked.' : `Asked are ${asked.map(({ name }) => name).join(', ')}.`;
    throw new Problem(422, 'Some fields are not asked in this portal.', {
      errors: unknown.map(({ sent }) => ({
        in: 'body',
        pointer: pointerTo(['fields', sent]),
        message: `There is no such field. ${known}`,
      })),
    });
  }
  return {
    answers: Object.fromEntries(found.map(({ name, value }) => [name ?? '', value])),
    sentAs: (name) => found.find((one) => one.name === name)?.sent ?? name,
  };
}

function questionOf(sent: string, asked: readonly Question[]): string | null {
  const same = (one: string) => one.trim().toLowerCase() === sent.trim().toLowerCase();
  const question =
    asked.find(({ name }) => name === sent) ?? asked.find(({ name, label }) => same(name) || same(label));
  return question?.name ?? null;
}
