import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, mails, notifications } from '@/db/schema';
import type { AuditEventName } from './audit-events';
import type { Context } from './context';
import { forbidden, notFound } from './errors';
import { type Actor, isView, nameOfActor, tokenOf, userIdOf } from './identity/actor';
import { inTrace, JOB_ATTEMPTS_MAX, type Job, keyOf, priorityOf, queueOf, type Trace } from './jobs';
import type { MessageName } from './ports/messages';
import type { Told } from './webhooks/message';
import { tellsEndpoints } from './webhooks/tell-endpoints';

/** What an audit event is about. `organizationId` lets an organization see its own history. */
export type Subject = { kind: string; id: string | null; organizationId?: string | null };

/** A mail to be sent when the change has committed; its link and token are made then. */
export type MailOrder = {
  message: MessageName;
  /** An account (its address is read at sending), or an address where there is no account yet. */
  to: { userId: string } | { address: string };
  subjectId?: string;
  /** What cannot be read back from rows when it is sent. Never a secret. */
  facts?: Record<string, string>;
};

/** A line under somebody's bell, and where it leads. */
export type Note = { userId: string; kind: string; title: string; href: string };

/**
 * The open change: write through `tx`, explain with `audit`, order what follows with `enqueue`, `mail` and `notify`.
 */
export type Unit = {
  tx: Transaction;
  audit(event: AuditEventName, subject: Subject, detail?: Record<string, unknown>): Promise<void>;
  enqueue(job: Job, options?: { runAt?: Date }): Promise<void>;
  mail(order: MailOrder): Promise<void>;
  notify(note: Note): Promise<void>;
};

/** Serialization failures and deadlocks are PostgreSQL's way to say "again". */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS_MAX = 3;

/**
 * One change, one transaction: the rows, the audit event that explains them, and the jobs and mails that they cause
 * commit together or not at all. Deadlocks are tried again. Throws what `work` throws, after rolling back, `not_found`
 * where it asked for an id that can be none, and `forbidden` for an admin who only looks at what somebody is offered.
 */
export async function mutate<T>(ctx: Context, work: (unit: Unit) => Promise<T>): Promise<T> {
  if (isView(ctx.actor)) throw forbidden('You see the portal as somebody else does: nothing can be changed here.');
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.db.transaction((tx) => runUnit(ctx, tx, work));
    } catch (error) {
      if (isMalformedId(error)) throw notFound();
      if (attempt >= ATTEMPTS_MAX || !RETRYABLE.has(postgresCode(error) ?? '')) throw error;
    }
  }
}

async function runUnit<T>(ctx: Context, tx: Transaction, work: (unit: Unit) => Promise<T>): Promise<T> {
  let auditCount = 0;
  const trace = { traceparent: ctx.traceparent?.() ?? null };
  const tell = tellsEndpoints(tx, ctx.portalUrl, trace);
  const unit: Unit = {
    tx,
    audit: async (event, subject, detail = {}) => {
      auditCount += 1;
      const told = { event, subject, actor: whoIn(ctx), detail: keepable(detail) };
      await tell({ ...told, ...(await writeDown(ctx, tx, told)) });
    },
    enqueue: (job, options) => enqueue(tx, job, { ...options, ...trace }),
    mail: async (order) => {
      const id = newId();
      await tx.insert(mails).values({
        id,
        message: order.message,
        toUserId: 'userId' in order.to ? order.to.userId : null,
        toAddress: 'address' in order.to ? order.to.address : null,
        subjectId: order.subjectId ?? null,
        facts: order.facts ?? {},
      });
      await enqueue(tx, { kind: 'mail.send', mailId: id }, trace);
    },
    notify: async (note) => {
      await tx.insert(notifications).values(note);
    },
  };
  const result = await work(unit);
  // A change that nobody can explain later is a bug, so it may not commit.
  if (auditCount === 0) throw new Error('mutate: the work recorded no audit event');
  return result;
}

type Happening = Pick<Told, 'subject' | 'actor' | 'detail'> & { event: AuditEventName };

async function writeDown(ctx: Context, tx: Transaction, happening: Happening): Promise<{ eventId: string; at: Date }> {
  const { event, subject, actor, detail } = happening;
  const eventId = newId();
  const [written] = await tx
    .insert(auditEvents)
    .values({
      id: eventId,
      event,
      actorKind: actor.kind,
      actorId: actor.id,
      actorLabel: actor.name,
      subjectKind: subject.kind,
      subjectId: subject.id,
      organizationId: subject.organizationId ?? null,
      detail,
      ip: ctx.ip,
      requestId: ctx.requestId,
    })
    .returning({ at: auditEvents.at });
  return { eventId, at: written?.at ?? ctx.now() };
}

function whoIn({ actor }: Context): Told['actor'] {
  return { kind: tokenOf(actor) ? 'token' : actor.kind, id: userIdOf(actor), name: labelOf(actor) };
}

/** Adds a job in the caller's transaction: it exists exactly if the change does. */
export async function enqueue(
  tx: Pick<Transaction, 'execute'>,
  job: Job,
  options: { runAt?: Date } & Partial<Trace> = {},
): Promise<void> {
  const { kind, ...ids } = job;
  const payload = inTrace(ids, options);
  await tx.execute(sql`select graphile_worker.add_job(
    ${kind}, payload := ${JSON.stringify(payload)}::json, queue_name := ${queueOf(job)},
    run_at := ${options.runAt?.toISOString() ?? null}::timestamptz, max_attempts := ${JOB_ATTEMPTS_MAX},
    job_key := ${keyOf(job)}, priority := ${priorityOf(job)})`);
}

/** PostgreSQL's error code, also through drizzle's wrapping; null for everything else. */
export function postgresCode(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && at.code.length === 5) return at.code;
  }
  return null;
}

/** A text that can be no id names nothing, exactly like an id that never was; PostgreSQL calls it a fault. */
function isMalformedId(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('routine' in at && at.routine === 'string_to_uuid') return true;
  }
  return false;
}

/** The constraint that refused a write, also through drizzle's wrapping. */
export function violatedConstraint(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('constraint' in at && typeof at.constraint === 'string') return at.constraint;
  }
  return null;
}

/** PostgreSQL's JSON takes no NUL and no half of a character, wherever a detail had them from: a filter, a name, a reason. */
function keepable(detail: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(detail, (_name, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
  );
  return JSON.parse(text);
}

function labelOf(actor: Actor): string {
  if (actor.kind === 'anonymous') return 'somebody not logged in';
  if (actor.kind === 'system') return actor.name;
  const token = tokenOf(actor);
  return token ? `${nameOfActor(actor)} (token ${token.name})` : nameOfActor(actor);
}
