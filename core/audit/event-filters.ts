import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { auditEvents } from '@/db/schema';
import { auditEventNames } from '../audit-events';
import type { Context } from '../context';
import { searchWords } from '../keyset';
import { idsCalled, isNamedKind } from './ids-called';

/** Which events are looked for; all that is given must be so. */
export type AuditFilters = {
  /** An event, or the part before the dot for everything of that kind. */
  event?: string | undefined;
  /** Words of the actor's name, or the actor's id. */
  who?: string | undefined;
  /** What it happened to: a kind, and words of the name or the id. */
  objectKind?: string | undefined;
  object?: string | undefined;
  /** Words of the organization's name, or its id. */
  organization?: string | undefined;
  /** The address that it was done from, to the letter. */
  ip?: string | undefined;
  /** Not older than so many hours. */
  lastHours?: number | undefined;
  /** Days, as `2026-11-21`, in UTC, or moments (ISO 8601); a day in `to` is included, a moment is not. */
  from?: string | undefined;
  to?: string | undefined;
};

/**
 * The filters as conditions, each with an index behind it. Names are looked up first, so that the log is asked for ids.
 * Throws `invalid` where a name says too little. What is no day filters nothing.
 */
export async function conditionsOf(ctx: Context, filters: AuditFilters): Promise<(SQL | undefined)[]> {
  const { lastHours, from, to } = filters;
  const { event, who, objectKind: kind, object, organization, ip } = asMeant(filters);
  return [
    event ? ofEvent(event) : undefined,
    ...(who ? byWhom(who) : []),
    await aboutWhat(ctx, kind, object),
    await ofOrganization(ctx, organization),
    ip ? eq(auditEvents.ip, ip) : undefined,
    lastHours ? sql`${auditEvents.at} >= now() - make_interval(hours => ${lastHours})` : undefined,
    since(from),
    until(to),
  ];
}

/** As they are compared: without regard to case; PostgreSQL knows no NUL. */
function asMeant(
  filters: AuditFilters,
): Record<'event' | 'who' | 'objectKind' | 'object' | 'organization' | 'ip', string> {
  const meant = (given = '') => given.replaceAll('\0', '').trim().toLowerCase();
  return {
    event: meant(filters.event),
    who: meant(filters.who),
    objectKind: meant(filters.objectKind),
    object: meant(filters.object),
    organization: meant(filters.organization),
    ip: meant(filters.ip),
  };
}

/** By name: the closed list says what belongs to a kind. */
function ofEvent(event: string): SQL {
  if (event.includes('.')) return eq(auditEvents.event, event);
  const names = auditEventNames.filter((name) => name.startsWith(`${event}.`));
  return names.length > 0 ? inArray(auditEvents.event, names) : sql`false`;
}

function byWhom(who: string): SQL[] {
  if (isId(who)) return [eq(auditEvents.actorId, who)];
  return who.split(/\s+/).flatMap((word) => {
    // Of fewer than three letters the index knows only how a word begins.
    if (word.length > 2) return searchWords(auditEvents.actorLabel, word);
    const begins = word.replace(/[\\%_]/g, '\\$&');
    return [
      sql`(${auditEvents.actorLabel} ilike ${`${begins}%`} or ${auditEvents.actorLabel} ilike ${`% ${begins}%`})`,
    ];
  });
}

async function aboutWhat(ctx: Context, kind = '', object = ''): Promise<SQL | undefined> {
  const ofKind = kind ? eq(auditEvents.subjectKind, kind) : undefined;
  if (object === '') return ofKind;
  if (isId(object)) return and(ofKind, eq(auditEvents.subjectId, object));
  if (kind && !isNamedKind(kind)) return sql`false`;
  const named = isNamedKind(kind) ? kind : null;
  return oneOf(auditEvents.subjectId, await idsCalled(ctx.db, { kind: named, words: object, field: 'object' }));
}

async function ofOrganization(ctx: Context, given = ''): Promise<SQL | undefined> {
  if (given === '') return undefined;
  if (isId(given)) return eq(auditEvents.organizationId, given);
  const ids = await idsCalled(ctx.db, { kind: 'organization', words: given, field: 'organization' });
  return oneOf(auditEvents.organizationId, ids);
}

function oneOf(column: typeof auditEvents.subjectId | typeof auditEvents.organizationId, ids: string[]): SQL {
  return ids.length > 0 ? inArray(column, ids) : sql`false`;
}

function since(from: string | undefined): SQL | undefined {
  if (isDay(from)) return sql`${auditEvents.at} >= ${from}::date at time zone 'UTC'`;
  return isMoment(from) ? sql`${auditEvents.at} >= ${from}::timestamptz` : undefined;
}

function until(to: string | undefined): SQL | undefined {
  if (isDay(to)) return sql`${auditEvents.at} < (${to}::date + 1) at time zone 'UTC'`;
  return isMoment(to) ? sql`${auditEvents.at} < ${to}::timestamptz` : undefined;
}

function isDay(given: string | undefined): given is string {
  return given !== undefined && /^[12]\d{3}-\d\d-\d\d$/.test(given) && isReal(given, 10);
}

function isMoment(given: string | undefined): given is string {
  return (
    given !== undefined && /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d([.]\d{1,6})?)?Z$/.test(given) && isReal(given, 16)
  );
}

/** PostgreSQL would answer the thirtieth of February with a fault; JavaScript takes it for the second of March. */
function isReal(given: string, length: number): boolean {
  const read = new Date(given);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, length) === given.slice(0, length);
}
