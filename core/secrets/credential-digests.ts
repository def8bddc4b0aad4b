import type { Context } from '../context';
import { credentialSeal, keyDigest, keyDigests, keyIdDigest } from '../credentials/key-secrets';

/** Every text under which this gateway may have answered the key of this id. */
export type KeyForms = (gatewayId: string, keyId: string) => readonly string[];

type Row = { id: string } & Readonly<Record<string, unknown>>;

/**
 * The digests that today's secret makes of a credential's id and key. Of a key that is not kept, because it was shown
 * once, the text is found by trying the forms that its id can have. Nothing for what cannot be known any more: the
 * digests of an ended key.
 */
export function credentialDigests(
  ctx: Pick<Context, 'secrets'>,
  row: Row,
  keyForms: KeyForms,
): Readonly<Record<string, Buffer>> {
  const open = (column: string) => {
    const sealed = row[column];
    return Buffer.isBuffer(sealed) ? ctx.secrets.open(sealed, credentialSeal(row.id)) : null;
  };
  const keyId = open('key_id_sealed');
  const key = open('key_sealed') ?? (keyId && keyOfForms(ctx, row, keyForms(String(row.gateway_id), keyId)));
  return {
    ...(keyId && { key_id_digest: keyIdDigest(ctx, keyId) }),
    ...(key && { key_digest: keyDigest(ctx, key) }),
  };
}

function keyOfForms(ctx: Pick<Context, 'secrets'>, row: Row, forms: readonly string[]): string | null {
  const filed = row.key_digest;
  if (!Buffer.isBuffer(filed)) return null;
  return forms.find((form) => keyDigests(ctx, form).some((digest) => digest.equals(filed))) ?? null;
}
