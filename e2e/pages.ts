import type { Page } from '@playwright/test';
import { ADA, ADMIN, DEVELOPER_PASSWORD, TOM } from './fixtures';

/** Of the default organization: Devi is on her own there, Lena waits for an organization of hers. */
const DEV = { email: 'dev@default.test', password: DEVELOPER_PASSWORD };
const LENA = { email: 'lena@orchard.test', password: DEVELOPER_PASSWORD };

/** Who looks at a page; nobody is somebody who is not logged in. */
export const viewers = { nobody: null, ada: ADA, tom: TOM, dev: DEV, lena: LENA, admin: ADMIN } as const;
type Viewer = keyof typeof viewers;

/**
 * A page to look at. `follow` opens the first link that starts so: pages whose address has an id in it; `below` is what
 * stands behind that address. `through` opens, one after the other, the links that are called so.
 */
export type Look = {
  name: string;
  as: Viewer;
  path: string;
  follow?: string;
  through?: readonly string[];
  below?: string;
};

/** Every page of the portal, as the person that it is made for sees it on the demo data. */
export const looks: readonly Look[] = [
  { name: 'home', as: 'nobody', path: '/' },
  { name: 'catalogs', as: 'nobody', path: '/catalogs' },
  { name: 'catalog', as: 'nobody', path: '/catalogs/public' },
  { name: 'product', as: 'nobody', path: '/catalogs', follow: '/products/' },
  { name: 'reference', as: 'nobody', path: '/products/pet-store/docs/pets' },
  { name: 'reference-large', as: 'nobody', path: '/products/code-hosting/docs/rest' },
  { name: 'operation', as: 'nobody', path: '/products/pet-store/docs/pets/addPet' },
  { name: 'schemas', as: 'nobody', path: '/products/pet-store/docs/pets?schemas=all' },
  { name: 'schema', as: 'nobody', path: '/products/pet-store/docs/pets?schema=Pet' },
  { name: 'operation-ada', as: 'ada', path: '/products/pet-store/docs/pets/addPet' },
  { name: 'api-reference', as: 'nobody', path: '/api/v1/docs' },
  { name: 'api-operation', as: 'nobody', path: '/api/v1/docs/importCredential' },
  { name: 'api-schema', as: 'nobody', path: '/api/v1/docs?schema=Problem' },
  { name: 'register', as: 'nobody', path: '/auth/register' },
  { name: 'login', as: 'nobody', path: '/auth/login' },
  { name: 'forgot', as: 'nobody', path: '/auth/forgot' },
  { name: 'reset-dead-link', as: 'nobody', path: '/auth/reset/code?token=dead' },
  { name: 'verify-dead-link', as: 'nobody', path: '/auth/verify?token=dead' },
  { name: 'search', as: 'nobody', path: '/search?q=user' },
  { name: 'not-found', as: 'nobody', path: '/nowhere' },
  { name: 'home-ada', as: 'ada', path: '/' },
  { name: 'catalogs-ada', as: 'ada', path: '/catalogs' },
  { name: 'cart', as: 'ada', path: '/cart' },
  { name: 'apps', as: 'ada', path: '/apps' },
  { name: 'app', as: 'ada', path: '/apps', follow: '/apps/' },
  { name: 'usage', as: 'ada', path: '/usage?span=4w' },
  { name: 'usage-by-hour', as: 'ada', path: '/usage?by=hour' },
  { name: 'usage-app', as: 'ada', path: '/apps', follow: '/apps/0', below: '/usage' },
  { name: 'usage-nothing', as: 'lena', path: '/usage' },
  { name: 'requests', as: 'ada', path: '/requests' },
  { name: 'request', as: 'ada', path: '/requests', follow: '/requests/' },
  { name: 'request-approved', as: 'dev', path: '/requests', follow: '/requests/' },
  { name: 'profile', as: 'ada', path: '/profile' },
  { name: 'profile-security', as: 'ada', path: '/profile/security' },
  { name: 'profile-tokens', as: 'ada', path: '/profile/tokens' },
  { name: 'profile-email-dead-link', as: 'ada', path: '/profile/email?token=dead' },
  { name: 'key', as: 'ada', path: '/apps', through: ['Returns desk', 'Parcel shipping'] },
  { name: 'key-found', as: 'nobody', path: '/keys/found' },
  {
    name: 'key-change',
    as: 'ada',
    path: '/apps',
    through: ['Warehouse board', 'File transfer, Parcel shipping'],
    below: '/change',
  },
  { name: 'confirm-dead-link', as: 'ada', path: '/keys/confirm?token=dead' },
  { name: 'leave-organization', as: 'tom', path: '/organization/leave' },
  { name: 'leave-last-super-admin', as: 'ada', path: '/organization/leave' },
  { name: 'delete-account', as: 'tom', path: '/profile/delete' },
  { name: 'goodbye', as: 'nobody', path: '/auth/goodbye' },
  { name: 'apps-tom', as: 'tom', path: '/apps' },
  { name: 'organization-new', as: 'dev', path: '/organization/new' },
  { name: 'organization-new-waiting', as: 'lena', path: '/organization/new' },
  { name: 'home-dev', as: 'dev', path: '/' },
  { name: 'organization', as: 'ada', path: '/organization' },
  { name: 'organization-tom', as: 'tom', path: '/organization' },
  { name: 'organization-users', as: 'ada', path: '/organization/users' },
  { name: 'organization-users-tom', as: 'tom', path: '/organization/users' },
  { name: 'organization-user', as: 'ada', path: '/organization/users?q=tom', follow: '/organization/users/0' },
  { name: 'organization-invite', as: 'ada', path: '/organization/users/invite' },
  { name: 'invitation-dead-link', as: 'nobody', path: '/auth/invitation?token=dead' },
  { name: 'organization-teams', as: 'ada', path: '/organization/teams' },
  { name: 'organization-team', as: 'ada', path: '/organization/teams', follow: '/organization/teams/' },
  { name: 'organization-team-tom', as: 'tom', path: '/organization/teams', follow: '/organization/teams/' },
  { name: 'admin', as: 'admin', path: '/admin' },
  { name: 'second-factor-set-up', as: 'admin', path: '/auth/second-factor/set-up' },
  { name: 'admin-requests', as: 'admin', path: '/admin/requests' },
  { name: 'admin-requests-filtered', as: 'admin', path: '/admin/requests?kind=request&assigned=nobody&age=1' },
  { name: 'admin-requests-developers', as: 'admin', path: '/admin/requests?kind=developer' },
  { name: 'admin-requests-history', as: 'admin', path: '/admin/requests?show=history' },
  {
    name: 'admin-requests-look',
    as: 'admin',
    path: '/admin/requests?kind=request',
    follow: '/admin/requests?kind=request&open=request%3A',
  },
  {
    name: 'admin-requests-look-developer',
    as: 'admin',
    path: '/admin/requests?kind=developer',
    follow: '/admin/requests?kind=developer&open=developer%3A',
  },
  {
    name: 'admin-requests-look-organization',
    as: 'admin',
    path: '/admin/requests?kind=organization',
    follow: '/admin/requests?kind=organization&open=organization%3A',
  },
  { name: 'admin-settings-reasons', as: 'admin', path: '/admin/settings/reasons' },
  { name: 'admin-request', as: 'admin', path: '/admin/requests?kind=request', follow: '/admin/requests/0' },
  { name: 'admin-usage', as: 'admin', path: '/admin/usage?span=4w' },
  { name: 'admin-users', as: 'admin', path: '/admin/users' },
  { name: 'admin-user', as: 'admin', path: '/admin/users?status=active', follow: '/admin/users/0' },
  { name: 'admin-user-waiting', as: 'admin', path: '/admin/users?status=pending', follow: '/admin/users/0' },
  { name: 'admin-user-edit', as: 'admin', path: '/admin/users?q=tom', follow: '/admin/users/0', below: '/edit' },
  { name: 'admin-user-move', as: 'admin', path: '/admin/users?q=tom', follow: '/admin/users/0', below: '/move' },
  { name: 'admin-user-delete', as: 'admin', path: '/admin/users?q=tom', follow: '/admin/users/0', below: '/delete' },
  { name: 'admin-user-new', as: 'admin', path: '/admin/users/new' },
  { name: 'admin-apps', as: 'admin', path: '/admin/apps' },
  { name: 'admin-apps-unconfirmed', as: 'admin', path: '/admin/apps?show=review' },
  { name: 'admin-app', as: 'admin', path: '/admin/apps', follow: '/admin/apps/0' },
  { name: 'admin-app-attach', as: 'admin', path: '/admin/apps', follow: '/admin/apps/0', below: '/attach' },
  { name: 'admin-admins', as: 'admin', path: '/admin/admins' },
  { name: 'admin-admin', as: 'admin', path: '/admin/admins', follow: '/admin/admins/0' },
  { name: 'admin-admin-new', as: 'admin', path: '/admin/admins/new' },
  { name: 'admin-invite-codes', as: 'admin', path: '/admin/invite-codes' },
  { name: 'admin-invite-code', as: 'admin', path: '/admin/invite-codes', follow: '/admin/invite-codes/0' },
  { name: 'admin-invite-code-new', as: 'admin', path: '/admin/invite-codes/new' },
  { name: 'admin-organizations', as: 'admin', path: '/admin/organizations' },
  { name: 'admin-organization', as: 'admin', path: '/admin/organizations?q=acme', follow: '/admin/organizations/0' },
  {
    name: 'admin-organization-waiting',
    as: 'admin',
    path: '/admin/organizations?status=pending',
    follow: '/admin/organizations/0',
  },
  { name: 'admin-teams', as: 'admin', path: '/admin/teams' },
  { name: 'admin-team', as: 'admin', path: '/admin/teams', follow: '/admin/teams/0' },
  { name: 'admin-team-new', as: 'admin', path: '/admin/teams/new' },
  { name: 'catalogs-table', as: 'ada', path: '/catalogs?view=table&price=free' },
  { name: 'catalogs-nothing-fits', as: 'nobody', path: '/catalogs?q=nothing+is+called+so' },
  { name: 'admin-catalogs', as: 'admin', path: '/admin/catalogs' },
  { name: 'admin-catalog', as: 'admin', path: '/admin/catalogs/partners' },
  { name: 'admin-catalog-content', as: 'admin', path: '/admin/catalogs/partners/content' },
  { name: 'admin-catalog-audience', as: 'admin', path: '/admin/catalogs/partners/audience?q=acme' },
  { name: 'admin-catalog-new', as: 'admin', path: '/admin/catalogs/new' },
  { name: 'admin-view-as', as: 'admin', path: '/admin/view-as?q=acme' },
  { name: 'admin-audit', as: 'admin', path: '/admin/audit' },
  { name: 'admin-audit-narrow', as: 'admin', path: '/admin/audit?kind=app&time=30d' },
  { name: 'admin-audit-timeline', as: 'admin', path: '/admin/audit?kind=app', follow: '/admin/audit/app/0' },
  { name: 'admin-settings-general', as: 'admin', path: '/admin/settings/general' },
  { name: 'admin-settings-branding', as: 'admin', path: '/admin/settings/branding' },
  { name: 'admin-settings-pages', as: 'admin', path: '/admin/settings/pages' },
  { name: 'admin-settings-page-new', as: 'admin', path: '/admin/settings/pages/new' },
  { name: 'admin-settings-page', as: 'admin', path: '/admin/settings/pages', follow: '/admin/settings/pages/about' },
  { name: 'own-page', as: 'nobody', path: '/pages/about' },
  { name: 'admin-settings-sign-up', as: 'admin', path: '/admin/settings/sign-up' },
  { name: 'admin-settings-requests', as: 'admin', path: '/admin/settings/requests' },
  { name: 'admin-settings-rules', as: 'admin', path: '/admin/settings/rules' },
  { name: 'admin-settings-rule-new', as: 'admin', path: '/admin/settings/rules/new' },
  { name: 'admin-settings-rule', as: 'admin', path: '/admin/settings/rules', follow: '/admin/settings/rules/0' },
  { name: 'admin-settings-dry-run', as: 'admin', path: '/admin/settings/rules/dry-run?days=365' },
  { name: 'admin-settings-third-party', as: 'admin', path: '/admin/settings/third-party' },
  { name: 'notifications', as: 'ada', path: '/notifications' },
  { name: 'notifications-admin', as: 'admin', path: '/notifications' },
  { name: 'admin-emails', as: 'admin', path: '/admin/emails' },
  { name: 'admin-email', as: 'admin', path: '/admin/emails/invitation' },
  { name: 'admin-emails-sent', as: 'admin', path: '/admin/emails/sent' },
  { name: 'admin-settings-tokens', as: 'admin', path: '/admin/settings/tokens' },
  { name: 'admin-webhooks', as: 'admin', path: '/admin/webhooks' },
  { name: 'admin-webhook-new', as: 'admin', path: '/admin/webhooks/new' },
  { name: 'admin-webhook', as: 'admin', path: '/admin/webhooks', follow: '/admin/webhooks/0' },
  {
    name: 'admin-webhook-settings',
    as: 'admin',
    path: '/admin/webhooks',
    follow: '/admin/webhooks/0',
    below: '/settings',
  },
  {
    name: 'admin-webhook-delivery',
    as: 'admin',
    path: '/admin/webhooks',
    through: ['CRM', 'access_request.submitted'],
  },
  { name: 'admin-settings-email', as: 'admin', path: '/admin/settings/email' },
  { name: 'admin-gateways', as: 'admin', path: '/admin/gateways' },
  { name: 'admin-gateway-new', as: 'admin', path: '/admin/gateways/new' },
  { name: 'admin-gateway', as: 'admin', path: '/admin/gateways', follow: '/admin/gateways/0' },
  { name: 'admin-gateway-apis', as: 'admin', path: '/admin/gateways', follow: '/admin/gateways/0', below: '/apis' },
  {
    name: 'admin-gateway-policies',
    as: 'admin',
    path: '/admin/gateways',
    follow: '/admin/gateways/0',
    below: '/policies',
  },
  {
    name: 'admin-gateway-settings',
    as: 'admin',
    path: '/admin/gateways',
    follow: '/admin/gateways/0',
    below: '/settings',
  },
  { name: 'admin-products', as: 'admin', path: '/admin/products' },
  { name: 'admin-product-new', as: 'admin', path: '/admin/products/new' },
  { name: 'admin-product', as: 'admin', path: '/admin/products/pet-store' },
  { name: 'admin-product-apis', as: 'admin', path: '/admin/products/pet-store/apis' },
  { name: 'admin-product-access', as: 'admin', path: '/admin/products/pet-store/access' },
  { name: 'admin-product-questions', as: 'admin', path: '/admin/products/pet-store/fields' },
  { name: 'admin-product-catalogs', as: 'admin', path: '/admin/products/pet-store/catalogs' },
  { name: 'admin-product-docs', as: 'admin', path: '/admin/products/pet-store/docs' },
  {
    name: 'admin-product-document',
    as: 'admin',
    path: '/admin/products/pet-store/docs',
    follow: '/admin/products/pet-store/docs/0',
  },
  { name: 'admin-product-guides', as: 'admin', path: '/admin/products/pet-store/guides' },
  { name: 'admin-product-guide-new', as: 'admin', path: '/admin/products/pet-store/guides/new' },
  { name: 'admin-product-guide', as: 'admin', path: '/admin/products/pet-store/guides/first-call' },
  { name: 'admin-product-changelog', as: 'admin', path: '/admin/products/pet-store/changelog' },
  {
    name: 'admin-product-change',
    as: 'admin',
    path: '/admin/products/pet-store/changelog',
    follow: '/admin/products/pet-store/changelog/',
  },
  { name: 'admin-plans', as: 'admin', path: '/admin/plans' },
  { name: 'admin-plan', as: 'admin', path: '/admin/plans', follow: '/admin/plans/0' },
  { name: 'admin-plan-new', as: 'admin', path: '/admin/plans/new' },
];

/** Opens a page and waits until it has said what it is. */
export async function open(page: Page, look: Look): Promise<void> {
  await page.goto(look.path);
  const links = [
    ...(look.follow ? [(on: Page) => on.locator(`main a[href^="${look.follow}"]`)] : []),
    ...(look.through ?? []).map((name) => (on: Page) => on.getByRole('main').getByRole('link', { name })),
  ];
  for (const [index, linkOn] of links.entries()) {
    const href = await linkOn(page).first().getAttribute('href');
    const isLast = index === links.length - 1;
    if (href) await page.goto(`${href}${isLast ? (look.below ?? '') : ''}`);
  }
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}
