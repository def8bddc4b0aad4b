import 'server-only';
import { cache } from 'react';
import { readSettings } from '@/core/settings/read';
import { wiring } from './wiring';

/** The provider's name and accent colour, for the frame of every page. */
export const loadBrand = cache(async (): Promise<{ portalName: string; accent: string }> => {
  const { portalName, accent } = await readSettings(wiring().db);
  return { portalName, accent };
});
