import type { Context } from '../context';
import { credentialSeal } from '../credentials/key-secrets';
import { inviteCodeDigest } from '../identity/invite-code';
import { codeSeal } from '../invite-codes/code-word';
import { totpSeal } from '../second-factors/totp';
import { gatewaySeal } from '../settings/ensure-basics';
import { SECRET_SEAL } from '../third-party/secret';
import { webhookSeal } from '../webhooks/secret';
import { credentialDigests, type KeyForms } from './credential-digests';

/** A row as PostgreSQL tells it: its key as `id`, and its columns by their names there. */
export type SealedRow = { id: string } & Readonly<Record<string, unknown>>;

/** A table with sealed columns, and what they are bound to. */
export type SealedTable = {
  table: string;
  /** What its rows are, for the operator: a plural. */
  what: string;
  key: { column: string; type: 'uuid' | 'boolean' };
  columns: readonly string[];
  boundTo(id: string): string;
  /** Digests beside the seals, whose plaintext is known by what they say. */
  digests?: {
    columns: readonly string[];
    of(ctx: Pick<Context, 'secrets'>, row: SealedRow, keyForms: KeyForms): Readonly<Record<string, Buffer>>;
  };
};

/**
 * Everything that PORTAL_SECRET seals and that lasts: the register that a rotation walks and doctor looks into. Answers
 * that are remembered for a day (idempotency_keys) and cookies are left to end by themselves. A test compares it with
 * the columns that PostgreSQL has.
 */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'gateways',
    what: 'secrets of gateways',
    key: { column: 'id', type: 'uuid' },
    columns: ['secret_sealed'],
    boundTo: gatewaySeal,
  },
  {
    table: 'credentials',
    what: 'keys',
    key: { column: 'id', type: 'uuid' },
    columns: ['key_id_sealed', 'key_sealed'],
    boundTo: credentialSeal,
    digests: { columns: ['key_id_digest', 'key_digest', 'gateway_id'], of: credentialDigests },
  },
  {
    table: 'invite_codes',
    what: 'invite codes',
    key: { column: 'id', type: 'uuid' },
    columns: ['code_sealed'],
    boundTo: codeSeal,
    digests: {
      columns: ['code_digest'],
      of: (ctx, row) => ({
        code_digest: inviteCodeDigest(ctx, ctx.secrets.open(sealedIn(row, 'code_sealed'), codeSeal(row.id))),
      }),
    },
  },
  {
    table: 'totp_factors',
    what: 'authenticators',
    key: { column: 'user_id', type: 'uuid' },
    columns: ['secret_sealed'],
    boundTo: totpSeal,
  },
  {
    table: 'webhook_endpoints',
    what: 'secrets of webhooks',
    key: { column: 'id', type: 'uuid' },
    columns: ['secret_sealed', 'previous_secret_sealed'],
    boundTo: webhookSeal,
  },
  {
    table: 'third_party',
    what: 'secrets of the system that decides',
    key: { column: 'is_only', type: 'boolean' },
    columns: ['secret_sealed'],
    boundTo: () => SECRET_SEAL,
  },
];

/** The bytes of a column that is never empty. Throws where they are missing. */
function sealedIn(row: SealedRow, column: string): Buffer {
  const value = row[column];
  if (!Buffer.isBuffer(value)) throw new Error(`a row without ${column}`);
  return value;
}
