/** HTML that went through the sanitiser. Only the sanitiser may make one; only `Prose` may show one. */
export type SafeHtml = string & { readonly __safeHtml: true };
