import 'server-only';
import { notFound } from 'next/navigation';
import { getKey, type KeyDetail } from '@/core/credentials/get-key';
import { requireDeveloper } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';

/** The key of an address: one that the reader may see, and of the app that the address names. */
export async function loadKey(params: Promise<{ id: string; key: string }>) {
  const { id, key } = await params;
  const ctx = await requireDeveloper(`/apps/${id}/keys/${key}`);
  const detail: KeyDetail = await orNotFound(getKey(ctx, { credentialId: key }));
  if (detail.key.app.id !== id) notFound();
  return { ctx, detail };
}
