/** Ties the boxes of the rows to the form that decides about them. */
export const DECIDE_FORM = 'decide';
