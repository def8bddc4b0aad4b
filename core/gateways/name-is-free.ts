import { invalid } from '../errors';
import { violatedConstraint } from '../mutate';

/** Says beside the field that another gateway has the name; every other error flies on. */
export async function nameIsFree<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (violatedConstraint(error) === 'gateways_name') throw invalid('name', 'Another gateway has this name.');
    throw error;
  }
}
