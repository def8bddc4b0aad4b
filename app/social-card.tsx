import { createHash } from 'node:crypto';
import { ImageResponse } from 'next/og';
import { CARD_SIZE, CardPicture } from '@/components/social/card-picture';
import { DomainError } from '@/core/errors';
import type { SocialCard } from '@/core/seo/get-card';

/** Cards that were drawn, by what stands on them: some 40 kB each. */
const KEPT_MAX = 100;
/** Drawing takes a tenth of a second of the processor: one at a time, and nobody waits behind many. */
const WAITING_MAX = 20;

const kept = new Map<string, Uint8Array>();
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/**
 * A card as a picture, drawn once for as long as it says the same. A card that strangers may not see is a plain 404;
 * when too many are asked for at once, 503.
 */
export async function answerWithCard(request: Request, loading: Promise<SocialCard>): Promise<Response> {
  const card = await orNull(loading);
  if (!card) return new Response(null, { status: 404 });
  const name = createHash('sha256').update(JSON.stringify(card)).digest('base64url');
  const headers = { etag: `"${name}"`, 'cache-control': 'public, max-age=600' };
  if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers });
  const picture = kept.get(name) ?? (await drawInTurn(name, card));
  if (!picture) return new Response(null, { status: 503, headers: { 'retry-after': '5' } });
  return new Response(new Uint8Array(picture), { headers: { ...headers, 'content-type': 'image/png' } });
}

async function orNull(loading: Promise<SocialCard>): Promise<SocialCard | null> {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  }
}

async function drawInTurn(name: string, card: SocialCard): Promise<Uint8Array | null> {
  if (waiting >= WAITING_MAX) return null;
  waiting += 1;
  // Whoever waited may find that somebody before them wanted the same.
  const mine = last.then(async () => kept.get(name) ?? keep(name, await draw(card)));
  last = mine.catch(() => null);
  return mine.finally(() => {
    waiting -= 1;
  });
}

async function draw(card: SocialCard): Promise<Uint8Array> {
  const drawing = new ImageResponse(<CardPicture {...card} />, CARD_SIZE);
  return new Uint8Array(await drawing.arrayBuffer());
}

function keep(name: string, picture: Uint8Array): Uint8Array {
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  kept.set(name, picture);
  return picture;
}
