import { notFound } from 'next/navigation';
import type { Context } from '@/core/context';
import { getKey, type KeyDetail } from '@/core/credentials/get-key';
import { orNotFound } from '@/server/or-not-found';

/** The key of an address: one that the reader may see, and of the app that the address names. */
export async function loadKey(ctx: Context, address: { id: string; key: string }): Promise<KeyDetail> {
  const detail = await orNotFound(getKey(ctx, { credentialId: address.key }));
  if (detail.key.app.id !== address.id) notFound();
  return detail;
}
