import type { FormField } from '@/db/schema';
import type { DemoApiId } from '@/gateway/demo/definitions';

/** The catalogs of the demo. */
export type CatalogSlug = 'public' | 'partners' | 'internal';

/** A product of the demo as it is written down here; days are counted back from the day of seeding. */
export type DemoProduct = {
  slug: string;
  displayName: string;
  summary: string;
  /** Markdown. */
  description: string;
  tags: string[];
  isFeatured?: true;
  state: 'draft' | 'published' | 'deprecated';
  /** For a deprecated one: it ends so many days from now. */
  sunsetInDays?: number;
  daysOld: number;
  /** The API of the demo gateway behind it; null is documentation only. */
  gatewayApi: DemoApiId | null;
  api: { slug: string; name: string };
  /** A file of a package that is installed for the demo; null where nothing was uploaded yet. */
  document: string | null;
  requestFields?: FormField[];
  guides: { slug: string; title: string; body: string }[];
  changes: { title: string; body: string; daysAgo: number }[];
};
