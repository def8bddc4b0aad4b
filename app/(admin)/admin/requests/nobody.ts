/** Says in a form that nobody takes care of a request: an empty field is one that was not filled. */
export const NOBODY = 'nobody';
