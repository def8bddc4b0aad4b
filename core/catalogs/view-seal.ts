import { z } from 'zod';
import type { SecretBox } from '../ports/secrets';
import type { Viewed } from './view-as';

/** `until` in milliseconds since 1970. */
export type SealedView = Viewed & { until: number };

const shape = z.object({ kind: z.enum(['person', 'team']), id: z.string(), until: z.number() });
/** In characters; what is longer was not made here. */
const SEALED_MAX = 1_000;

const boundTo = (sessionId: string) => `view_as:${sessionId}`;

/** What the cookie of a view holds; another session cannot open it. */
export function sealView(secrets: SecretBox, sessionId: string, view: SealedView): string {
  return secrets.seal(JSON.stringify(view), boundTo(sessionId)).toString('base64url');
}

/** What was sealed for this session; null for anything else. */
export function openView(secrets: SecretBox, sessionId: string, sealed: string): SealedView | null {
  if (sealed.length > SEALED_MAX) return null;
  try {
    return shape.parse(JSON.parse(secrets.open(Buffer.from(sealed, 'base64url'), boundTo(sessionId))));
  } catch {
    // Whoever sends something else than what was given to them sees the portal as themselves.
    return null;
  }
}
