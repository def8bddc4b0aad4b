import type { PlanSlug } from './offer';
import type { CatalogSlug } from './product';

/** How a request of the demo went on. `claimed` makes a key: the worker does it as soon as the portal runs. */
export type Outcome =
  | { kind: 'pending' }
  | { kind: 'approved'; daysAgo: number }
  | { kind: 'claimed'; daysAgo: number }
  | { kind: 'declined'; daysAgo: number; reason: string }
  | { kind: 'cancelled' }
  | { kind: 'withdrawn'; daysAgo: number; reason: string };

/** One request: who asks for what, for which app, and what became of it. */
export type Asked = {
  by: string;
  app: string;
  catalog: CatalogSlug;
  products: string[];
  plan: PlanSlug;
  daysAgo: number;
  answers: Record<string, string>;
  outcome: Outcome;
  /** What approver and developer wrote to each other while it waited, oldest first. */
  talk?: { from: 'provider' | 'developer'; body: string; daysAgo: number }[];
};

const answers = (what_will_you_build: string, expected_calls_per_day = '') => ({
  what_will_you_build,
  expected_calls_per_day,
});

/** Oldest first, as they came. */
export const demoRequests: readonly Asked[] = [
  {
    ...{ by: 'ada', app: 'Returns desk', catalog: 'public', products: ['parcel-shipping'], plan: 'standard' },
    daysAgo: 64,
    answers: {
      ...answers('Customers print a label for what they send back, from their order page.', '1,000 to 10,000'),
      carriers: 'DHL and the national post',
    },
    outcome: { kind: 'claimed', daysAgo: 63.6 },
  },
  {
    ...{ by: 'carmen', app: 'Review metrics', catalog: 'public', products: ['code-hosting'], plan: 'standard' },
    daysAgo: 51,
    answers: answers('A weekly chart of how long reviews take in our four teams.', 'Fewer than 1,000'),
    outcome: { kind: 'claimed', daysAgo: 50.2 },
  },
  {
    ...{
      by: 'mei',
      app: 'Warehouse board',
      catalog: 'partners',
      products: ['file-transfer', 'parcel-shipping'],
      plan: 'partner',
    },
    daysAgo: 40,
    answers: {
      ...answers('Screens at the packing tables: which order is next, and its label.', '10,000 to 100,000'),
      carriers: 'DHL, DPD',
      files_per_month: '100 GB to 1 TB',
    },
    outcome: { kind: 'claimed', daysAgo: 38.9 },
  },
  {
    ...{ by: 'ada', app: 'Data lake import', catalog: 'partners', products: ['file-transfer'], plan: 'unlimited' },
    daysAgo: 26,
    answers: {
      ...answers('Copy three years of order files into our data lake over one weekend.', 'More than 100,000'),
      files_per_month: 'More than 1 TB',
    },
    outcome: {
      kind: 'declined',
      daysAgo: 25.1,
      reason:
        'One weekend does not need a plan without limits. Please ask for the Partner plan; it carries a terabyte a day.',
    },
  },
  {
    ...{ by: 'dev', app: 'Night sky', catalog: 'public', products: ['star-atlas'], plan: 'free' },
    daysAgo: 21,
    answers: answers('A wallpaper that shows another planet every evening.', 'Fewer than 1,000'),
    outcome: { kind: 'claimed', daysAgo: 21 },
  },
  {
    ...{ by: 'tom', app: 'Clinic kiosk', catalog: 'internal', products: ['science-fiction-library'], plan: 'standard' },
    daysAgo: 19,
    answers: answers('A quiz for the waiting room. Turned out that we want pets and not ships.'),
    outcome: { kind: 'cancelled' },
  },
  {
    ...{
      by: 'carmen',
      app: 'Archive search',
      catalog: 'internal',
      products: ['science-fiction-library'],
      plan: 'standard',
    },
    daysAgo: 12,
    answers: answers('Search for the library in our staff room.'),
    outcome: {
      kind: 'declined',
      daysAgo: 11.5,
      reason: 'The Free plan is enough for a staff room. Ask for that one and it is yours at once.',
    },
  },
  {
    ...{ by: 'mateo', app: 'Waiting room pets', catalog: 'public', products: ['pet-store'], plan: 'free' },
    daysAgo: 5,
    answers: answers('Pictures of pets that need a home, on the screen of our waiting room.', 'Fewer than 1,000'),
    outcome: { kind: 'approved', daysAgo: 5 },
  },
  {
    ...{ by: 'ada', app: 'Old intranet', catalog: 'internal', products: ['code-hosting'], plan: 'standard' },
    daysAgo: 4,
    answers: answers('The list of releases on our intranet.', 'Fewer than 1,000'),
    outcome: {
      kind: 'withdrawn',
      daysAgo: 3.4,
      reason: 'You told us on the phone that the intranet is switched off this week.',
    },
  },
  {
    ...{ by: 'noor', app: 'Track and trace', catalog: 'public', products: ['parcel-shipping'], plan: 'standard' },
    daysAgo: 6,
    answers: {
      ...answers('Our drivers see at the door what else the customer is waiting for.', '10,000 to 100,000'),
      carriers: 'Our own, UPS, GLS',
    },
    outcome: { kind: 'pending' },
  },
  {
    ...{ by: 'tom', app: 'Clinic kiosk', catalog: 'public', products: ['pet-store'], plan: 'standard' },
    daysAgo: 3,
    answers: answers('Touch screens in three clinics: find a pet, read about it, ask for a visit.', '1,000 to 10,000'),
    outcome: { kind: 'pending' },
    talk: [
      {
        from: 'provider',
        body: 'Do the screens keep the names of people who ask for a visit, and for how long?',
        daysAgo: 2.6,
      },
      {
        from: 'developer',
        body: 'They keep nothing: the name goes to the clinic’s own calendar and is forgotten on the screen at once.',
        daysAgo: 2.1,
      },
    ],
  },
  {
    ...{ by: 'dev', app: 'Night sky', catalog: 'public', products: ['star-atlas', 'code-hosting'], plan: 'standard' },
    daysAgo: 1.2,
    answers: answers(
      'The wallpaper has 400 users now. Their reports come as issues, and I want to answer in the app.',
      '1,000 to 10,000',
    ),
    outcome: { kind: 'pending' },
    talk: [
      {
        from: 'provider',
        body: 'Which repositories shall the app read: only yours, or those of your users too?',
        daysAgo: 0.5,
      },
    ],
  },
  {
    ...{ by: 'tom', app: 'Release notes bot', catalog: 'public', products: ['code-hosting'], plan: 'free' },
    daysAgo: 1,
    answers: answers('Drafts release notes from the titles of merged pull requests.', 'Fewer than 1,000'),
    outcome: { kind: 'approved', daysAgo: 1 },
  },
  {
    ...{ by: 'ada', app: 'Data lake import', catalog: 'partners', products: ['file-transfer'], plan: 'partner' },
    daysAgo: 0.3,
    answers: {
      ...answers('The same import on the Partner plan, spread over ten nights.', '10,000 to 100,000'),
      files_per_month: '100 GB to 1 TB',
    },
    outcome: { kind: 'pending' },
  },
  {
    ...{ by: 'dev', app: 'Reading list', catalog: 'internal', products: ['science-fiction-library'], plan: 'standard' },
    daysAgo: 0.2,
    answers: answers('Which book comes next in a series, and where it can be borrowed.', '1,000 to 10,000'),
    outcome: { kind: 'approved', daysAgo: 0.1 },
  },
  {
    ...{ by: 'jonas', app: 'Dispatch planner', catalog: 'public', products: ['parcel-shipping'], plan: 'standard' },
    daysAgo: 0.03,
    answers: {
      ...answers('Compares carriers for what does not fit on our own trucks.', '1,000 to 10,000'),
      carriers: 'UPS, GLS',
    },
    outcome: { kind: 'pending' },
  },
];
