import type { AdminRole, UserStatus } from '@/core/identity/actor';

/** The passwords of the demo; `npm start` prints them. */
export const DEMO_ADMIN_PASSWORD = 'portal-admin-demo';
/** Of every developer of the demo. */
export const DEMO_DEVELOPER_PASSWORD = 'portal-dev-demo';

/** The word for the default organization, which is there before the demo is. */
export const DEFAULT = 'default';

/** An organization of the demo; `key` is how the other files name it. */
export type DemoOrganization = {
  key: string;
  name: string;
  status: 'active' | 'pending';
  daysOld: number;
  teams: string[];
  /** Of one that registered itself: who asked, and what for. */
  request?: { by: string; purpose: string };
};

/** Three that work, one of them without teams, and one that waits for a decision. */
export const demoOrganizations: readonly DemoOrganization[] = [
  { key: 'acme', name: 'Acme', status: 'active', daysOld: 320, teams: ['Storefront', 'Logistics'] },
  { key: 'birchwood', name: 'Birchwood Freight', status: 'active', daysOld: 190, teams: ['Dispatch'] },
  { key: 'lumen', name: 'Lumen Clinics', status: 'active', daysOld: 74, teams: [] },
  {
    key: 'orchard',
    name: 'Orchard Robotics',
    status: 'pending',
    daysOld: 2,
    teams: [],
    request: {
      by: 'lena',
      purpose: 'We build picking robots for fruit farms. Three of us want to work on one app with shared keys.',
    },
  },
];

/** A developer of the demo; `key` is how the other files name them. */
export type DemoDeveloper = {
  key: string;
  email: string;
  firstName: string;
  lastName: string;
  /** `default` is the default organization. */
  organization: string;
  role: 'super_admin' | 'team_member';
  teams?: string[];
  status?: UserStatus;
  daysOld: number;
};

/** Developers in every state that an account can have. */
export const demoDevelopers: readonly DemoDeveloper[] = [
  {
    key: 'ada',
    email: 'ada@acme.test',
    firstName: 'Ada',
    lastName: 'Osei',
    organization: 'acme',
    role: 'super_admin',
    teams: ['Storefront', 'Logistics'],
    daysOld: 320,
  },
  {
    key: 'tom',
    email: 'tom@acme.test',
    firstName: 'Tom',
    lastName: 'Becker',
    organization: 'acme',
    role: 'team_member',
    teams: ['Storefront'],
    daysOld: 300,
  },
  {
    key: 'mei',
    email: 'mei@acme.test',
    firstName: 'Mei',
    lastName: 'Sato',
    organization: 'acme',
    role: 'team_member',
    teams: ['Logistics'],
    daysOld: 151,
  },
  {
    key: 'ivo',
    email: 'ivo@acme.test',
    firstName: 'Ivo',
    lastName: 'Marin',
    organization: 'acme',
    role: 'team_member',
    status: 'inactive',
    daysOld: 280,
  },
  {
    key: 'noor',
    email: 'noor@birchwood.test',
    firstName: 'Noor',
    lastName: 'Haddad',
    organization: 'birchwood',
    role: 'super_admin',
    teams: ['Dispatch'],
    daysOld: 190,
  },
  {
    key: 'jonas',
    email: 'jonas@birchwood.test',
    firstName: 'Jonas',
    lastName: 'Weber',
    organization: 'birchwood',
    role: 'team_member',
    teams: ['Dispatch'],
    daysOld: 160,
  },
  {
    key: 'carmen',
    email: 'carmen@lumen.test',
    firstName: 'Carmen',
    lastName: 'Ruiz',
    organization: 'lumen',
    role: 'super_admin',
    daysOld: 74,
  },
  {
    key: 'mateo',
    email: 'mateo@lumen.test',
    firstName: 'Mateo',
    lastName: 'Silva',
    organization: 'lumen',
    role: 'team_member',
    daysOld: 60,
  },
  {
    key: 'dev',
    email: 'dev@default.test',
    firstName: 'Devi',
    lastName: 'Nair',
    organization: DEFAULT,
    role: 'team_member',
    daysOld: 45,
  },
  {
    key: 'lena',
    email: 'lena@orchard.test',
    firstName: 'Lena',
    lastName: 'Fischer',
    organization: DEFAULT,
    role: 'team_member',
    daysOld: 3,
  },
  {
    key: 'paula',
    email: 'paula@stein.test',
    firstName: 'Paula',
    lastName: 'Stein',
    organization: DEFAULT,
    role: 'team_member',
    status: 'pending',
    daysOld: 1,
  },
  {
    key: 'kofi',
    email: 'kofi@harmattan.test',
    firstName: 'Kofi',
    lastName: 'Mensah',
    organization: DEFAULT,
    role: 'team_member',
    status: 'pending',
    daysOld: 4,
  },
  {
    key: 'ravi',
    email: 'ravi@shah.test',
    firstName: 'Ravi',
    lastName: 'Shah',
    organization: DEFAULT,
    role: 'team_member',
    status: 'unverified',
    daysOld: 0,
  },
];

/** An admin of the demo; `key` is how the other files name them. */
export type DemoAdmin = { key: string; email: string; firstName: string; lastName: string; role: AdminRole };

/** An owner, an approver and an auditor. */
export const demoAdmins: readonly DemoAdmin[] = [
  { key: 'marta', email: 'admin@portal.test', firstName: 'Marta', lastName: 'Lindqvist', role: 'owner' },
  { key: 'samuel', email: 'approver@portal.test', firstName: 'Samuel', lastName: 'Okafor', role: 'approver' },
  { key: 'ines', email: 'auditor@portal.test', firstName: 'Ines', lastName: 'Duarte', role: 'auditor' },
];
