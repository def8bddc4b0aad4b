import { adminActions } from './admin-actions';
import { peopleActions } from './people-actions';

/** Server actions by file and name, with the verbs that each calls; a reason where it calls none. */
export type ActionTable = Record<string, readonly string[] | { noVerb: string }>;

/** Every server action of the portal. One without a line fails the tests. */
export const actions: ActionTable = { ...adminActions, ...peopleActions };
