import { DomainError, invalid } from '../errors';
import { isScope, type Scope } from './scopes';

const NAME_MAX = 80;

/** A token as a form asks for it; `days` until it ends. */
export type TokenWish = { name: string; scopes: readonly string[]; days: number };

/**
 * What a form says about a token to be made, with these scopes and lifetimes to choose from. Throws `invalid`.
 */
export function parseTokenWish(
  input: TokenWish,
  choices: { scopes: readonly Scope[]; days: readonly number[] },
): { name: string; scopes: Scope[]; days: number } {
  const name = input.name.trim().replaceAll(/\s+/g, ' ');
  if (name === '') throw invalid('name', 'Give it a name that says what it is for.');
  if (name.length > NAME_MAX) throw invalid('name', `Use at most ${NAME_MAX} characters.`);
  const wanted = new Set(input.scopes);
  const scopes = [...wanted].filter(isScope).filter((scope) => choices.scopes.includes(scope));
  // Without a field: the form has a box for each, and would say it beside every one.
  if (scopes.length === 0) throw new DomainError('invalid', 'Choose at least one thing that it may do.');
  if (scopes.length < wanted.size) throw new DomainError('invalid', 'Choose from what the form offers.');
  const days = choices.days.find((choice) => choice === input.days);
  if (!days) throw invalid('days', 'Choose how long it shall work.');
  return { name, scopes, days };
}
