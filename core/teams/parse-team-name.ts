import { type DomainError, invalid } from '../errors';
import { violatedConstraint } from '../mutate';

/** In characters; the limit of the database's CHECK. */
const TEAM_NAME_MAX = 120;

/** A team's name as it is kept: composed, trimmed, single blanks. Throws `invalid` for `name`. */
export function parseTeamName(given: string): string {
  const name = given.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (/[<>\p{Cc}\p{Cf}\p{Cs}]/u.test(name)) throw invalid('name', 'Use letters, digits, blanks and plain punctuation.');
  if (!/[\p{L}\p{N}]/u.test(name) || name.length > TEAM_NAME_MAX) {
    throw invalid('name', `Enter a name of 1 to ${TEAM_NAME_MAX} characters, with a letter or digit in it.`);
  }
  return name;
}

/** Makes of the database's refusal of a second team of one name the one that is shown; other errors stay. */
export function teamNameTaken(error: unknown): DomainError | unknown {
  if (violatedConstraint(error) !== 'teams_name') return error;
  return invalid('name', 'The organization has a team of this name already. Choose another name.');
}
