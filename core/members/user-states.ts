/** What an admin can filter developers by, in the order in which it matters: who waits, who is in, who is not. */
export const userStates = ['pending', 'active', 'invited', 'uninvited', 'unverified', 'inactive'] as const;

/**
 * What an admin calls somebody's state: the account's status, where for one that an admin made without a password it
 * matters whether an invitation is out (`invited`) or still to be sent (`uninvited`).
 */
export type UserState = (typeof userStates)[number];
