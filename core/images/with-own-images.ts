const OF_A_PRODUCT = /\/products\/[a-z0-9-]{1,200}\/images\/(?=[0-9a-f]{8}-)/g;

/**
 * A product's text with its pictures where they are now: their addresses begin with the product's, which an admin may
 * have changed since the text was written.
 */
export function withOwnImages(markdown: string, productSlug: string): string {
  return markdown.replace(OF_A_PRODUCT, `/products/${productSlug}/images/`);
}
