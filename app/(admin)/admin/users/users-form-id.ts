/** Ties the boxes of the rows to the form that acts on them. */
export const USERS_FORM = 'users-acts';
