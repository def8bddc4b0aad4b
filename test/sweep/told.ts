import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Secret } from './finder';

/** The file's name, in the portal's own folder. */
export const TOLD = 'seen-secrets';

/** Tells the sweep of a secret that a story typed, was shown or carries; for nobody else to read. */
export function tell(dataDir: string, kind: string, value: string): void {
  appendFileSync(path.join(dataDir, TOLD), `${JSON.stringify({ kind, value })}\n`, { mode: 0o600 });
}

/** What the stories told, each once. */
export function told(dataDir: string): Secret[] {
  const file = path.join(dataDir, TOLD);
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return [...new Set(lines)].map((line) => JSON.parse(line) as Secret);
}

/** Forgets all of it. */
export function forgetTold(dataDir: string): void {
  rmSync(path.join(dataDir, TOLD), { force: true });
}
