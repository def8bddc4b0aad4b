import { idIn } from './ids';

const first = (tag: 'product' | 'catalog' | 'user' | 'organization' | 'team' | 'invitation' | 'gateway') =>
  idIn(tag, '1');
const rest = (n: number) => idIn('rest', String(n));

/**
 * A row in each table of the first schema that `fill` leaves empty: what does not grow, or is of no list. Nothing wrote
 * webhook deliveries as long as the first schema stood.
 */
export function fillRest(): string[] {
  return [
    `insert into gateway_apis (id, gateway_id, api_id, name, listen_path) values (${rest(2)}, ${first('gateway')}, 'a', 'A', '/a/')`,
    `insert into gateway_policies (id, gateway_id, policy_id, name) values (${rest(3)}, ${first('gateway')}, 'policy-1', 'P')`,
    `insert into product_apis (id, product_id, slug, name) values (${rest(4)}, ${first('product')}, 'pets', 'Pets')`,
    `insert into api_documents (id, product_api_id, version, state, source, source_sha256)
      values (${rest(5)}, ${rest(4)}, 1, 'live', '{"openapi": "3.1.0"}', 'digest')`,
    `insert into api_operations (id, document_id, slug, method, path, summary, position, content)
      values (${rest(6)}, ${rest(5)}, 'list-pets', 'get', '/pets', 'List pets', 1, '{}')`,
    `insert into product_guides (id, product_id, slug, title, body)
      values (${rest(7)}, ${first('product')}, 'first-call', 'First call', 'Call it.')`,
    `insert into product_changes (id, product_id, title, published_on) values (${rest(8)}, ${first('product')}, 'New', '2026-01-02')`,
    `insert into catalog_teams (catalog_id, team_id) values (${first('catalog')}, ${first('team')})`,
    `insert into cart_items (user_id, catalog_id, product_id)
      select ${first('user')}, catalog_id, product_id from catalog_products limit 2`,
    `insert into invitation_teams (invitation_id, team_id, organization_id)
      select invitations.id, teams.id, teams.organization_id from invitations
      join teams on teams.organization_id = invitations.organization_id`,
    `insert into invite_codes (id, code_digest, code_sealed, organization_id, team_id, quota, used)
      values (${rest(9)}, '\\x01', '\\x02', ${first('organization')}, ${first('team')}, 3, 1)`,
    `insert into invite_code_redemptions (invite_code_id, user_id) values (${rest(9)}, ${first('user')})`,
    `insert into api_tokens (id, user_id, name, hash, last_four, scopes)
      values (${rest(10)}, ${first('user')}, 'CI', '\\x03', 'abcd', '{read}')`,
    `insert into mail_templates (id, message, version, subject, html, text)
      values (${rest(11)}, 'invitation', 1, 'Come in', '<p>Come in</p>', 'Come in')`,
    `insert into webhook_endpoints (id, url, secret_sealed, events)
      values (${rest(12)}, 'https://hooks.test', '\\x04', '{*}')`,
    `insert into one_time_tokens (hash, purpose, subject_id, expires_at)
      values ('\\x05', 'verify_address', ${first('user')}, '2027-01-01Z')`,
    `insert into throttles (bucket, attempts, resets_at) values ('login:a', 3, '2027-01-01Z')`,
    `update products set logo = 'data:image/png;base64,AA=='`,
  ];
}
