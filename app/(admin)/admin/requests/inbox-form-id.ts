/** Ties the boxes of the rows to the form that acts on them. */
export const INBOX_FORM = 'inbox';
