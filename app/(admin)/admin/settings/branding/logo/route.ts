import { setDraftLogo } from '@/core/branding/set-draft-logo';
import { notFound } from '@/core/errors';
import { uploadImage } from '@/core/images/upload-image';
import { authorize, can } from '@/core/policy';
import { takePicture } from '@/server/take-picture';

/** Takes a logo into the draft of the branding, and leads back to its page. */
export async function POST(request: Request): Promise<Response> {
  return takePicture(request, async (ctx) => {
    if (!can(ctx.actor, 'settings.read')) throw notFound();
    authorize(ctx.actor, 'settings.change');
    const version = Number(new URL(request.url).searchParams.get('version'));
    const keep = async (file: { name: string; bytes: Uint8Array }) => {
      const { imageId } = await uploadImage(ctx, { productId: null, ...file });
      await setDraftLogo(ctx, { imageId, version });
      return {};
    };
    return { keep, backTo: '/admin/settings/branding' };
  });
}
