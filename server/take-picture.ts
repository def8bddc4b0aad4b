import type { Context } from '@/core/context';
import { DomainError, type RefusalCode } from '@/core/errors';
import { IMAGE_BYTES_MAX } from '@/core/images/image-facts';
import { getContext } from './context';
import { readUpload } from './read-upload';
import { refuseForeignOrigin } from './refuse-foreign-origin';

type Picture = { name: string; bytes: Uint8Array<ArrayBuffer> };

const STATUS: Partial<Record<RefusalCode, number>> = { invalid: 422, forbidden: 403, conflict: 409 };

/**
 * Answers a form that sends a picture. A route and not a server action, because those take no file of this size.
 * `begin` asks whether the sender may, before a byte is read, and says what to do with the picture. A form without
 * JavaScript is led back to `backTo`; the address is relative, so that the browser stays at the portal that it knows.
 */
export async function takePicture(
  request: Request,
  begin: (ctx: Context) => Promise<{ keep: (picture: Picture) => Promise<object>; backTo: string }>,
): Promise<Response> {
  const wantsJson = request.headers.get('accept')?.includes('application/json') ?? false;
  try {
    refuseForeignOrigin(request.headers);
    const { keep, backTo } = await begin(await getContext());
    const kept = await keep(await readUpload(request, IMAGE_BYTES_MAX));
    if (wantsJson) return Response.json(kept, { status: 201 });
    return new Response(null, { status: 303, headers: { location: backTo } });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = STATUS[error.code] ?? 404;
    const message = Object.values(error.fieldErrors).flat()[0] ?? error.message;
    if (wantsJson) return Response.json({ message }, { status });
    return new Response(`${message} Go back to the page before and try again.`, { status });
  }
}
