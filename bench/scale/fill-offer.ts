import { idIn } from './ids';

/** How much is on offer: what a provider has does not grow with who uses it. */
export const offer = { products: 50, plans: 5, catalogs: 20, admins: 8 } as const;

/** The provider's own: settings, a gateway, admins, products, plans and catalogs, every third of them for few. */
export function fillOffer(): string[] {
  const { products, plans, catalogs, admins } = offer;
  return [
    `insert into settings (portal_instance) values (${idIn('rest', '1')}) on conflict do nothing`,
    `insert into gateways (id, name, control_url, secret_sealed, proxy_url, gateway_org_id, sentinel_id)
      values (${idIn('gateway', '1')}, 'Tyk', 'http://127.0.0.1:1', '\\x00', 'http://127.0.0.1:1', 'org', 'sentinel')`,
    `insert into users (id, kind, email, first_name, last_name, status, email_verified_at, admin_role)
      select ${idIn('admin', 'n')}, 'admin', 'admin' || n || '@provider.test', 'Admin', 'Number ' || n, 'active', now(),
        (array['owner', 'admin', 'approver', 'auditor'])[1 + (n - 1) % 4]::admin_role from generate_series(1, ${admins}) n`,
    `insert into products (id, slug, display_name, summary, description, tags, state, gateway_id, access_policy_id)
      select ${idIn('product', 'n')}, 'product-' || n, 'Product ' || n, 'What product ' || n || ' does', 'In words.',
        array['tag' || n % 7], (case when n % 10 = 0 then 'draft' else 'published' end)::product_state,
        ${idIn('gateway', '1')}, 'policy-' || n from generate_series(1, ${products}) n`,
    `insert into plans (id, slug, display_name, rate_requests, rate_per_seconds, gateway_id, limits_policy_id)
      select ${idIn('plan', 'n')}, 'plan-' || n, 'Plan ' || n, 10 * n, 1, ${idIn('gateway', '1')}, 'plan-policy-' || n
      from generate_series(1, ${plans}) n`,
    `insert into catalogs (id, slug, display_name, visibility)
      select ${idIn('catalog', 'n')}, 'catalog-' || n, 'Catalog ' || n,
        (array['public', 'internal', 'private'])[1 + n % 3]::catalog_visibility from generate_series(1, ${catalogs}) n`,
    `insert into catalog_products (catalog_id, product_id)
      select distinct ${idIn('catalog', `1 + n % ${catalogs}`)}, ${idIn('product', `1 + n % ${products}`)}
      from generate_series(1, ${products * 2}) n`,
    `insert into catalog_plans (catalog_id, plan_id)
      select ${idIn('catalog', 'c')}, ${idIn('plan', 'p')}
      from generate_series(1, ${catalogs}) c, generate_series(1, ${plans}) p`,
  ];
}
