import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { getFrame } from '@/core/branding/get-frame';
import { imageHref } from '@/core/images/image-href';
import { getContext } from './context';

/** A link of the provider's own. */
type ProviderLink = { href: string; label: string };

/** What the frame of every page depends on. */
type Brand = {
  portalName: string;
  accent: string;
  /** Null: the portal's own sign, in the accent colour. */
  logoUrl: string | null;
  menuLinks: readonly ProviderLink[];
  footerLinks: readonly ProviderLink[];
  /** An admin looks at a draft of all this. */
  isDraft: boolean;
  /** Whether developers without an organization are offered to create one. */
  organizationsMayRegister: boolean;
  /** Whether strangers meet the login instead of the portal. */
  signedInOnly: boolean;
  /** Whether there are terms to link to. */
  hasTerms: boolean;
};

/** Carries no right: it says that this browser would like to see the draft, and `getFrame` asks who wants it. */
const PREVIEW_COOKIE = 'portico.branding-preview';

/** Whether this browser asks for the draft of the branding. Whoever passes it on to core gets what they may see. */
export const isBrandingPreviewed = cache(async () => (await cookies()).get(PREVIEW_COOKIE)?.value === '1');

/** Shows the draft in this browser from now on, until it is closed. */
export async function startBrandingPreview(): Promise<void> {
  (await cookies()).set(PREVIEW_COOKIE, '1', { path: '/', sameSite: 'lax', httpOnly: true });
}

/** Shows what is live again. */
export async function stopBrandingPreview(): Promise<void> {
  (await cookies()).delete(PREVIEW_COOKIE);
}

/** The provider's name, look and links, and what is switched on, for the frame of every page. */
export const loadBrand = cache(async (): Promise<Brand> => {
  const frame = await getFrame(await getContext(), { isPreviewed: await isBrandingPreviewed() });
  const { portalName, accent, logoImageId, links, isDraft, organizationsMayRegister, signedInOnly, terms } = frame;
  return {
    ...{ portalName, accent, isDraft, organizationsMayRegister, signedInOnly },
    logoUrl: logoImageId === null ? null : imageHref(logoImageId, null),
    menuLinks: links.menu,
    footerLinks: links.footer,
    hasTerms: terms !== '',
  };
});
