'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { isReadableAccent } from '@/components/theme/accent-check';
import { discardBrandingDraft } from '@/core/branding/discard-draft';
import { publishBranding } from '@/core/branding/publish';
import { saveBrandingDraft } from '@/core/branding/save-draft';
import { setDraftLogo } from '@/core/branding/set-draft-logo';
import { startBrandingPreview, stopBrandingPreview } from '@/server/brand';
import { formAction } from '@/server/form-action';
import { version } from '../form-values';
import { typedLinksOf } from './typed-links';

const onlyVersion = z.object({ version });
const words = z
  .looseObject({
    version,
    accent: z
      .string()
      .default('')
      .refine((accent) => isReadableAccent(accent.trim()), 'Enter a colour that can be read, such as #3350d4.'),
    headline: z.string().default(''),
    welcome: z.string().default(''),
    robots: z.string().default(''),
  })
  .transform(({ version, accent, headline, welcome, robots, ...rest }) => ({
    ...{ version, accent, headline, welcome, robots },
    menuLinks: typedLinksOf(rest, 'menuLinks'),
    footerLinks: typedLinksOf(rest, 'footerLinks'),
  }));

/** Words, accent and links; the logo is an upload and has a form of its own. */
export const saveBrandingDraftAction = formAction(words, async (ctx, input) => {
  await saveBrandingDraft(ctx, input);
  revalidatePath('/', 'layout');
  return 'The draft is saved.';
});

/** Takes the logo out of the draft; the live one stays until the draft is published. */
export const removeLogoAction = formAction(onlyVersion, async (ctx, { version }) => {
  await setDraftLogo(ctx, { imageId: null, version });
  revalidatePath('/', 'layout');
  return 'The draft has no logo.';
});

/** Makes the draft live, and ends the admin’s own preview, which would show the same. */
export const publishBrandingAction = formAction(onlyVersion, async (ctx, input) => {
  await publishBranding(ctx, input);
  await stopBrandingPreview();
  revalidatePath('/', 'layout');
  return 'The branding is live.';
});

/** Throws the draft away, and ends the admin’s own preview of it. */
export const discardBrandingDraftAction = formAction(onlyVersion, async (ctx, input) => {
  await discardBrandingDraft(ctx, input);
  await stopBrandingPreview();
  revalidatePath('/', 'layout');
  return 'The draft is discarded.';
});

/** Asks for nothing but a cookie in one’s own browser; what it shows is decided when it is shown. */
export async function previewBrandingAction(_data: FormData): Promise<void> {
  await startBrandingPreview();
  redirect('/');
}
