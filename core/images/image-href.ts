/** Where a picture is served. `product` is the slug of its product; without one it belongs to the portal itself. */
export function imageHref(imageId: string, product: string | null): string {
  return product === null ? `/images/${imageId}` : `/products/${product}/images/${imageId}`;
}
