/** The id under which the portal keeps a product's own policy at the gateway; for ever the same. */
export function ownAccessPolicyId(productId: string): string {
  return `portico-product-${productId}`;
}
