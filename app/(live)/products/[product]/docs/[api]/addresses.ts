import type { ReferencePlace } from '@/core/api-docs/find-reference';

/** The address of an API's reference. */
export function referenceHref({ productSlug, apiSlug, ownHref }: ReferencePlace): string {
  return ownHref ?? `/products/${productSlug}/docs/${encodeURIComponent(apiSlug)}`;
}

/** The address of one operation. */
export function operationHref(place: ReferencePlace, slug: string): string {
  return `${referenceHref(place)}/${encodeURIComponent(slug)}`;
}

/** The operations of one tag. */
export function tagHref(place: ReferencePlace, tag: string): string {
  return `${referenceHref(place)}?${new URLSearchParams({ tag })}`;
}

/** One named schema of the document. */
export function schemaHref(place: ReferencePlace, name: string): string {
  return `${referenceHref(place)}?${new URLSearchParams({ schema: name })}`;
}

/** All named schemas of the document. */
export function schemasHref(place: ReferencePlace): string {
  return `${referenceHref(place)}?schemas=all`;
}

/** The document as it was given, to keep. */
export function downloadHref(place: ReferencePlace): string {
  return `${referenceHref(place)}/document`;
}

/** The pages above: catalogs, the product, and from an operation or schema the reference. */
export function crumbsOf(place: ReferencePlace, isBelow: boolean): { label: string; href: string }[] {
  const { productSlug, productName, apiName, ownHref } = place;
  if (ownHref !== undefined) return isBelow ? [{ label: apiName, href: ownHref }] : [];
  const own = apiName === productName ? 'Documentation' : apiName;
  return [
    { label: 'Catalogs', href: '/catalogs' },
    { label: productName, href: `/products/${productSlug}` },
    ...(isBelow ? [{ label: own, href: referenceHref(place) }] : []),
  ];
}
