import type { ImageFile } from '@/core/images/read-image';

/**
 * A picture as a file that is nothing else: no browser guesses another type, and opened by itself it runs nothing. Its
 * bytes never change under its address; `isPrivate` keeps it out of shared caches, because not everybody may see it.
 */
export function imageResponse(request: Request, image: ImageFile, options: { isPrivate: boolean }): Response {
  const etag = `"${image.sha256}"`;
  const headers = {
    'cache-control': `${options.isPrivate ? 'private' : 'public'}, max-age=31536000, immutable`,
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': options.isPrivate ? 'same-origin' : 'cross-origin',
    etag,
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(image.data), {
    headers: { ...headers, 'content-type': image.contentType, 'content-length': String(image.data.byteLength) },
  });
}
