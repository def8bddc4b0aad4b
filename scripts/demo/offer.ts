import type { DEMO_PLAN_POLICY_IDS } from '@/gateway/demo/definitions';
import type { CatalogSlug, DemoProduct } from './product';
import { codeHosting } from './products/code-hosting';
import { fileTransfer } from './products/file-transfer';
import { parcelShipping } from './products/parcel-shipping';
import { patentData } from './products/patent-data';
import { payments } from './products/payments';
import { petStore } from './products/pet-store';
import { scienceFictionLibrary } from './products/science-fiction-library';
import { starAtlas } from './products/star-atlas';
import { vectorFiles } from './products/vector-files';

/** The products of the demo. */
export const demoProducts: readonly DemoProduct[] = [
  petStore,
  codeHosting,
  parcelShipping,
  starAtlas,
  scienceFictionLibrary,
  patentData,
  fileTransfer,
  payments,
  vectorFiles,
];

/** The plans of the demo, named as the demo gateway’s policies for them. */
export type PlanSlug = keyof typeof DEMO_PLAN_POLICY_IDS;

/** Rate and quota are not written here: they are the gateway policy's own. */
export const demoPlans: readonly {
  slug: PlanSlug;
  displayName: string;
  description: string;
  autoApprove: boolean;
  keyLifetimeDays: number | null;
  allowance: { requests: number; days: number } | null;
}[] = [
  {
    slug: 'free',
    displayName: 'Free',
    description: 'To try things out. Approved at once, and the key ends after 90 days.',
    autoApprove: true,
    keyLifetimeDays: 90,
    allowance: { requests: 20, days: 30 },
  },
  {
    slug: 'standard',
    displayName: 'Standard',
    description: 'For apps that people use every day. We look at each request, usually within a working day.',
    autoApprove: false,
    keyLifetimeDays: null,
    allowance: null,
  },
  {
    slug: 'partner',
    displayName: 'Partner',
    description: 'For partners who exchange a lot with us. No quota.',
    autoApprove: false,
    keyLifetimeDays: 365,
    allowance: null,
  },
  {
    slug: 'unlimited',
    displayName: 'Unlimited',
    description: 'Neither rate nor quota. Agreed on with each partner.',
    autoApprove: false,
    keyLifetimeDays: null,
    allowance: null,
  },
];

/** What stands in which catalog, in the order of the page. */
export const demoCatalogs: readonly {
  slug: CatalogSlug;
  displayName: string;
  description: string;
  visibility: 'public' | 'internal' | 'private';
  products: string[];
  plans: PlanSlug[];
}[] = [
  {
    slug: 'public',
    displayName: 'Public',
    description: 'For everybody. Read the documentation without an account, and log in to ask for a key.',
    visibility: 'public',
    products: ['pet-store', 'code-hosting', 'parcel-shipping', 'star-atlas', 'patent-data', 'vector-files', 'payments'],
    plans: ['free', 'standard'],
  },
  {
    slug: 'partners',
    displayName: 'Partners',
    description: 'For organizations that have an agreement with us.',
    visibility: 'private',
    products: ['file-transfer', 'parcel-shipping', 'code-hosting'],
    plans: ['standard', 'partner', 'unlimited'],
  },
  {
    slug: 'internal',
    displayName: 'Internal',
    description: 'For every developer with an account here.',
    visibility: 'internal',
    products: ['science-fiction-library', 'star-atlas', 'code-hosting'],
    plans: ['free', 'standard'],
  },
];
