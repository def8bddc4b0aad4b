import { type DomainError, invalid } from '../errors';
import { violatedConstraint } from '../mutate';

/**
 * Makes of the database's refusal of a second organization of one name the one that is shown, with what to do; other
 * errors stay.
 */
export function nameTaken(error: unknown, advice = 'Choose another name.'): DomainError | unknown {
  if (violatedConstraint(error) !== 'organizations_name') return error;
  return invalid('name', `There is an organization of this name already. ${advice}`);
}
