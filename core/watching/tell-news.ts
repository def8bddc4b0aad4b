import { eq, sql } from 'drizzle-orm';
import { productAnnouncements, productChanges, products } from '@/db/schema';
import type { Context } from '../context';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { readAudience } from './audience';
import { messageOf, type News, noteOf } from './news';

/** People of one transaction: each is a mail, a job and a line under a bell. */
const BATCH = 100;

/** Another run of the job told the rest. */
class AlreadyTold extends Error {}

/**
 * Tells a product's news to everybody whom it concerns, each once, by notification and mail; who switched such mails off
 * gets none. In batches: each commits with the place that it reached, so that a job which died goes on there and nobody
 * is told twice or forgotten. News that are not true any more are told no further.
 */
export async function tellNews(ctx: Context, input: { announcementId: string }, batch: number = BATCH): Promise<void> {
  authorize(ctx.actor, 'offer.change');
  try {
    while (await tellBatch(ctx, input.announcementId, batch)) await ctx.fault('announce.afterBatch');
  } catch (error) {
    if (!(error instanceof AlreadyTold)) throw error;
  }
}

/** Whether there may be more to tell. */
async function tellBatch(ctx: Context, announcementId: string, batch: number): Promise<boolean> {
  return mutate(ctx, async (unit) => {
    const news = await lockNews(unit, announcementId);
    const { productId, kind } = news;
    const ids = news.isTrue
      ? await readAudience(unit.tx, { productId, isEnd: kind === 'retired', after: news.toldUpTo, limit: batch })
      : [];
    for (const userId of ids) await tell(unit, news, userId);
    const isDone = ids.length < batch;
    const told = news.told + ids.length;
    await unit.tx
      .update(productAnnouncements)
      .set({ told, toldUpTo: ids.at(-1) ?? news.toldUpTo, ...(isDone && { doneAt: sql`now()` }) })
      .where(eq(productAnnouncements.id, announcementId));
    const about = { product: news.slug, news: kind, told, isDone };
    await unit.audit('product.announced', { kind: 'product', id: productId }, about);
    return !isDone;
  });
}

async function lockNews(unit: Unit, announcementId: string): Promise<News & { toldUpTo: string | null; told: number }> {
  const [row] = await unit.tx
    .select()
    .from(productAnnouncements)
    .where(eq(productAnnouncements.id, announcementId))
    .for('update');
  // An entry that was deleted takes its announcement along.
  if (!row || row.doneAt !== null) throw new AlreadyTold();
  const [product] = await unit.tx
    .select({
      slug: products.slug,
      productName: products.displayName,
      state: products.state,
      sunsetOn: products.sunsetOn,
    })
    .from(products)
    .where(eq(products.id, row.productId));
  const title = row.changeId === null ? '' : await readTitle(unit, row.changeId);
  if (!product) throw new AlreadyTold();
  const { state, ...facts } = product;
  const isTrue = row.kind === 'change' ? state !== 'draft' && state !== 'retired' : state === row.kind;
  const { productId, kind, changeId, toldUpTo, told } = row;
  return { ...facts, productId, kind, changeId, title, isTrue, toldUpTo, told };
}

async function readTitle(unit: Unit, changeId: string): Promise<string> {
  const [change] = await unit.tx
    .select({ title: productChanges.title })
    .from(productChanges)
    .where(eq(productChanges.id, changeId));
  return change?.title ?? '';
}

async function tell(unit: Unit, news: News, userId: string): Promise<void> {
  const { message, subjectId } = messageOf(news);
  await unit.mail({ message, to: { userId }, subjectId });
  await unit.notify({ userId, ...noteOf(news) });
}
