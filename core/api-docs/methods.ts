/** The HTTP methods that a path may have. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** Stands in the place of a method: not a call of the API but one that it makes itself. */
export const WEBHOOK = 'webhook';
