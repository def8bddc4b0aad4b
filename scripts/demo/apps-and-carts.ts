import type { CatalogSlug } from './product';

/** What the apps are, in their owners' words; an app is made with its first request. */
export const demoApps: Readonly<Record<string, string>> = {
  'Returns desk': 'Labels for what customers send back.',
  'Warehouse board': 'Screens at the packing tables.',
  'Data lake import': 'Order files, on their way to the analysts.',
  'Clinic kiosk': 'Touch screens in the clinics.',
  'Release notes bot': 'Writes the first draft, people write the second.',
  'Review metrics': 'How long reviews take.',
  'Night sky': 'A wallpaper for the curious.',
  'Dispatch planner': 'Which carrier takes what.',
};

/** Carts that somebody has begun. */
export const demoCarts: readonly { by: string; catalog: CatalogSlug; products: string[] }[] = [
  { by: 'mei', catalog: 'partners', products: ['code-hosting'] },
  { by: 'mei', catalog: 'public', products: ['star-atlas', 'pet-store'] },
];
