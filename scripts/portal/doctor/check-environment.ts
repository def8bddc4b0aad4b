import { parseEnv } from '@/server/env';
import type { Finding } from './finding';

/** Are all variables as the web process wants them? */
export async function checkEnvironment(env: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  const what = 'Environment';
  try {
    parseEnv(env);
    return [{ what, verdict: 'ok', says: 'Every variable is as it should be.' }];
  } catch (error) {
    return [{ what, verdict: 'wrong', says: error instanceof Error ? error.message : String(error) }];
  }
}
