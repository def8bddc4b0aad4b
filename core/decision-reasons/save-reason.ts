import { and, eq, ne, sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { decisionReasons } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, notFound } from '../errors';
import { mutate, type Unit, violatedConstraint } from '../mutate';
import { authorize, can } from '../policy';
import type { DecisionReason } from './list-reasons';

/** In characters. A body fits the field that it fills. */
const TITLE_MAX = 80;
const BODY_MAX = 1000;
/** More than anybody reads through when deciding. */
const REASONS_MAX = 100;

/**
 * Keeps a reason or a question: a new one, or other words for the one with this id. Requests that were decided with it
 * keep the words that they were decided with. Throws `not_found` for everybody but portal admins and for one that is
 * gone, `forbidden`, `invalid` for `title` or `body`, `conflict` when there are too many.
 */
export async function saveReason(
  ctx: Context,
  input: { reasonId?: string | undefined; kind: DecisionReason['kind']; title: string; body: string },
): Promise<{ reasonId: string }> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  try {
    return await mutate(ctx, async (unit) => {
      authorize(ctx.actor, 'decisionReason.change');
      const words = { title: parse('title', input.title, TITLE_MAX), body: parse('body', input.body, BODY_MAX) };
      const before = input.reasonId ? await lockReason(unit, input.reasonId) : null;
      const kind = before?.kind ?? input.kind;
      await refuseTaken(unit, { kind, title: words.title, except: before?.id });
      const reasonId = before ? await change(unit, before.id, words) : await insert(unit, { kind, ...words });
      const detail = before ? { kind, from: before, to: words } : { kind, ...words };
      await unit.audit('decision_reason.saved', { kind: 'decision_reason', id: reasonId }, detail);
      return { reasonId };
    });
  } catch (error) {
    // Two who keep the same title at once.
    if (violatedConstraint(error) === 'decision_reasons_title') throw taken();
    throw error;
  }
}

function parse(field: 'title' | 'body', given: string, max: number): string {
  const text = given.normalize('NFC').replaceAll('\0', '').replaceAll('\r\n', '\n').trim();
  if (!text) throw invalid(field, field === 'title' ? 'Give it a title to find it by.' : 'Write what is said.');
  if (text.length > max) throw invalid(field, `Use at most ${max} characters.`);
  return field === 'title' ? text.replaceAll('\n', ' ') : text;
}

async function lockReason(unit: Unit, id: string): Promise<DecisionReason> {
  const { kind, title, body } = decisionReasons;
  const [reason] = await unit.tx
    .select({ id: decisionReasons.id, kind, title, body })
    .from(decisionReasons)
    .where(eq(decisionReasons.id, id))
    .for('update');
  if (!reason) throw notFound();
  return reason;
}

async function refuseTaken(
  unit: Unit,
  { kind, title, except }: { kind: DecisionReason['kind']; title: string; except: string | undefined },
): Promise<void> {
  const others = except ? ne(decisionReasons.id, except) : undefined;
  const [found] = await unit.tx
    .select({ id: decisionReasons.id })
    .from(decisionReasons)
    .where(and(eq(decisionReasons.kind, kind), sql`lower(${decisionReasons.title}) = lower(${title})`, others));
  if (found) throw taken();
}

function taken() {
  return invalid('title', 'There is one with this title. Choose another title.');
}

async function change(unit: Unit, id: string, words: { title: string; body: string }): Promise<string> {
  await unit.tx
    .update(decisionReasons)
    .set({ ...words, updatedAt: sql`now()` })
    .where(eq(decisionReasons.id, id));
  return id;
}

async function insert(unit: Unit, reason: Omit<DecisionReason, 'id'>): Promise<string> {
  const all = await unit.tx.$count(decisionReasons);
  if (all >= REASONS_MAX) throw conflict(`There are ${REASONS_MAX} of them. Delete some that nobody uses first.`);
  const id = newId();
  await unit.tx.insert(decisionReasons).values({ id, ...reason });
  return id;
}
