import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../context';
import { conflict, type DomainError } from '../errors';
import { endLine, FILE_SEAL, type Header, headerLine, tableLine } from './file-form';

/** The lines of a file, without their ends; each call begins anew. Throws a refusal for a file that cannot be read. */
export type Lines = () => AsyncIterable<string>;

/** What stands in the file, in this order; `row` is the JSON as it stands there. */
export type Part =
  | { kind: 'header'; header: Header }
  | { kind: 'table'; table: string; columns: readonly string[]; rows: number }
  | { kind: 'row'; row: string };

/**
 * Takes a file apart. What it tells before the last part is only worth something if it comes to its end without a
 * refusal: then the file is whole, and as a portal with one of our secrets wrote it. Throws `conflict`.
 */
export async function* readFile(ctx: Pick<Context, 'secrets'>, lines: Lines): AsyncGenerator<Part> {
  const hash = createHash('sha256');
  const counted = { lines: 0, rows: 0 };
  let left = 0;
  let end: End | null = null;
  for await (const line of lines()) {
    if (end) throw damaged();
    const part = parsePart(line, counted.lines === 0, left);
    counted.lines += 1;
    if (part.kind === 'end') {
      end = part;
      continue;
    }
    hash.update(`${line}\n`);
    if (part.kind === 'row') counted.rows += 1;
    left = part.kind === 'table' ? part.rows : Math.max(left - 1, 0);
    yield part;
  }
  if (!end) throw damaged('cut off');
  requireSeal(ctx, end, { rows: counted.rows, sha256: hash.digest('hex') });
}

type End = { kind: 'end' } & z.infer<typeof endLine>;

function parsePart(line: string, isFirst: boolean, left: number): Part | End {
  if (isFirst) return { kind: 'header', header: parseHeader(line) };
  if (left > 0) return { kind: 'row', row: line };
  const said = parse(line);
  const table = tableLine.safeParse(said);
  if (table.success) return { kind: 'table', ...table.data };
  const end = endLine.safeParse(said);
  if (end.success) return { kind: 'end', ...end.data };
  throw damaged();
}

function requireSeal(ctx: Pick<Context, 'secrets'>, end: End, found: { rows: number; sha256: string }): void {
  if (end.rows !== found.rows || end.sha256 !== found.sha256) throw damaged();
  if (ctx.secrets.digests(FILE_SEAL, found.sha256).some((digest) => digest.toString('hex') === end.seal)) return;
  throw conflict('Somebody changed this file after it was written. Export it again. Nothing was imported.');
}

/** What is no export at all is told apart from one of another form. */
function parseHeader(line: string): Header {
  const said = parse(line);
  const isOurs = typeof said === 'object' && said !== null && Reflect.get(said, 'format') === 'portico-export';
  if (!isOurs) throw conflict('This is no file that `export` wrote. Nothing was imported.');
  const header = headerLine.safeParse(said);
  if (!header.success)
    throw conflict(
      'A newer version of Portico wrote this file. Install that version here first. Nothing was imported.',
    );
  return header.data;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Refuses a file of which a part is missing or changed. */
export function damaged(how: 'cut off' | 'damaged' = 'damaged'): DomainError {
  return conflict(`The file is ${how}. Nothing was imported; copy it again.`);
}
