import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apps } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { isActiveAdmin, isActiveDeveloper } from '../identity/actor';
import { authorize } from '../policy';
import type { UsageFigures, UsageTally } from '../ports/usage';
import { visibleApps } from '../visibility';
import type { NoFigures } from './measure';
import { livedIn, ofScope, readUsageKeys, type ShownKey, shownKey, type UsageKey, type UsageScope } from './usage-keys';
import type { UsageRange } from './usage-range';

/** What one key called in one hour or day. */
export type UsageRecord = { at: Date; key: ShownKey; tally: UsageTally };

/** Keys asked for at once: thirteen weeks of them are 18,200 figures. */
const KEYS_AT_ONCE = 200;

/**
 * The figures behind the pages, one record for each hour or day in which a key was called. For admins of all keys or a
 * scope's, for developers of the apps that they share. Throws `not_found` for a scope that the actor may not see.
 */
export async function exportUsage(
  ctx: Context,
  usage: UsageFigures | null,
  input: UsageScope & { credentialId?: string | undefined; range: UsageRange },
): Promise<{ outcome: 'figures'; pages: AsyncIterable<readonly UsageRecord[]> } | NoFigures> {
  await requireReader(ctx, input);
  if (!usage) return { outcome: 'off' };
  const keys = await readUsageKeys(ctx, and(livedIn(input.range), ofScope(input)), { withProducts: true });
  const wanted = keys.filter(({ credentialId }) => !input.credentialId || credentialId === input.credentialId);
  if (input.credentialId && wanted.length === 0) throw notFound();
  const pages = pagesOf(usage, wanted, input.range);
  // The first page is read before anything is sent, so that a database that is away is an answer and no broken file.
  const first = await pages.next();
  if (first.value === 'unavailable') return { outcome: 'unavailable' };
  return { outcome: 'figures', pages: withFirst(first.done ? [] : first.value, pages) };
}

/** The app's people and admins; without an app whoever has keys to see. */
async function requireReader(ctx: Context, { appId }: UsageScope): Promise<void> {
  if (appId === undefined) {
    if (isActiveAdmin(ctx.actor) || isActiveDeveloper(ctx.actor)) return;
    throw notFound();
  }
  if (!isId(appId)) throw notFound();
  const [app] = await ctx.db
    .select({
      organizationId: apps.organizationId,
      ownerId: apps.ownerId,
      visibility: apps.visibility,
      teamId: apps.teamId,
    })
    .from(apps)
    .where(and(eq(apps.id, appId), visibleApps(ctx.actor)));
  if (!app) throw notFound();
  authorize(ctx.actor, 'usage.read', app);
}

type Page = readonly UsageRecord[] | 'unavailable';

async function* pagesOf(
  usage: UsageFigures,
  keys: readonly UsageKey[],
  range: UsageRange,
): AsyncGenerator<Page, undefined> {
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const some = new Map(keys.slice(from, from + KEYS_AT_ONCE).map((key) => [key.usageName, key]));
    const names = [...some.keys()];
    const time = { from: range.from, until: range.until };
    const answer = await usage.tally({ of: 'keys', names, ...time, each: range.unit, split: 'name' });
    if (answer.outcome !== 'figures') {
      yield 'unavailable';
      return;
    }
    yield answer.figures
      .flatMap(({ name, at, ...tally }) => {
        const key = some.get(name ?? '');
        return key && at ? [{ at, key: shownKey(key), tally }] : [];
      })
      .sort(
        (one, other) => one.at.getTime() - other.at.getTime() || one.key.app.name.localeCompare(other.key.app.name),
      );
  }
}

async function* withFirst(
  first: readonly UsageRecord[],
  rest: AsyncGenerator<Page, undefined>,
): AsyncGenerator<readonly UsageRecord[]> {
  yield first;
  for await (const page of rest) {
    // Breaks the download off: a file that ends early must not look whole.
    if (page === 'unavailable') throw new Error('The usage figures went away during an export.');
    yield page;
  }
}
