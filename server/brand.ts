import 'server-only';
import { cache } from 'react';
import { readSettings } from '@/core/settings/read';
import { wiring } from './wiring';

/** What the frame of every page depends on. */
type Brand = {
  portalName: string;
  accent: string;
  /** Whether developers without an organization are offered to create one. */
  organizationsMayRegister: boolean;
  /** Whether strangers meet the login instead of the portal. */
  signedInOnly: boolean;
  /** Whether there are terms to link to. */
  hasTerms: boolean;
};

/** The provider's name and accent colour, and what is switched on, for the frame of every page. */
export const loadBrand = cache(async (): Promise<Brand> => {
  const { portalName, accent, organizationsMayRegister, signedInOnly, terms } = await readSettings(wiring().db);
  return { portalName, accent, organizationsMayRegister, signedInOnly, hasTerms: terms !== '' };
});
