import { z } from 'zod';
import { DomainError } from '../errors';
import { type Branding, FOOTER_LINKS_MAX, MENU_LINKS_MAX } from './branding';
import { parseBranding } from './parse-branding';

const link = z.strictObject({ label: z.string(), href: z.string() });
const draft = z.strictObject({
  accent: z.string(),
  logoImageId: z.uuid().nullable(),
  headline: z.string(),
  welcome: z.string(),
  menuLinks: z.array(link).max(MENU_LINKS_MAX),
  footerLinks: z.array(link).max(FOOTER_LINKS_MAX),
  robots: z.string(),
});

/**
 * The draft as the row keeps it, or null: there is none, or it is not what `saveBrandingDraft` writes (another version
 * of the portal, a restored backup). What cannot be read must not be half shown.
 */
export function readDraft(kept: unknown): Branding | null {
  const parsed = draft.safeParse(kept);
  if (!parsed.success) return null;
  try {
    return parseBranding(parsed.data);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
