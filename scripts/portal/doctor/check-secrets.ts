import { lookIntoSeals } from '@/core/secrets/look-into-seals';
import { databaseOn, openPool } from '@/db/client';
import { createSecretBox } from '@/server/secret-box';
import { databaseReason } from '../explain';
import type { Finding } from './finding';

const what = 'PORTAL_SECRET';

/** Does PORTAL_SECRET open what is sealed in this database? For a migrated one, and secrets that are long enough. */
export async function checkSecrets(input: {
  url: string;
  secret: string;
  previous: readonly string[];
}): Promise<readonly Finding[]> {
  const pool = openPool(input.url, { max: 1, onError: () => undefined });
  try {
    const secrets = createSecretBox(input.secret, input.previous);
    const seen = await lookIntoSeals({ db: databaseOn(pool), secrets });
    return [describe(seen, input.previous.length > 0)];
  } catch (error) {
    return [
      {
        what,
        verdict: 'wrong',
        says: databaseReason(error) ?? (error instanceof Error ? error.message : String(error)),
      },
    ];
  } finally {
    await pool.end();
  }
}

function describe(seen: Awaited<ReturnType<typeof lookIntoSeals>>, hasPrevious: boolean): Finding {
  const shut = seen.filter(({ shut: count }) => count > 0).map((one) => `${one.what} (${one.shut} of ${one.seen})`);
  if (shut.length > 0) {
    const says =
      `It does not open what is sealed here: ${shut.join(', ')}. It is another one than before: put the right one back, ` +
      'or the one before into PORTAL_SECRET_PREVIOUS.';
    return { what, verdict: 'wrong', says };
  }
  const previous = seen.filter(({ previous: count }) => count > 0).map((one) => one.what);
  if (previous.length > 0) {
    const says = `A previous one still sealed some ${previous.join(', ')}; run: npm run portal -- rotate-secret`;
    return { what, verdict: 'note', says };
  }
  if (hasPrevious) {
    const says = 'It opens what is sealed here; rotate-secret says how long PORTAL_SECRET_PREVIOUS is needed.';
    return { what, verdict: 'ok', says };
  }
  const count = seen.reduce((sum, one) => sum + one.seen, 0);
  return { what, verdict: 'ok', says: count === 0 ? 'Nothing is sealed yet.' : 'It opens what is sealed here.' };
}
