import type { DraftField } from '@/core/settings/parse-form-fields';

/** More rows than a form may have, so that one too many is refused in words and not dropped in silence. */
const ROWS_MAX = 50;

type Sent = Readonly<Record<string, unknown>>;

/**
 * The rows of the question editor as the verb takes them, in the order of the page: `<prefix>.rows` names each row
 * once, and `<prefix>.<row>.label` and so on are its parts. Without JavaScript the buttons that move a row send the
 * form too: `<prefix>.move` says which row wants to go where.
 */
export function draftFieldsOf(sent: Sent, prefix: string): DraftField[] {
  const rows = [sent[`${prefix}.rows`]].flat().filter((row) => typeof row === 'string' && /^\d{1,4}$/.test(row));
  const drafts = [...new Set(rows)].slice(0, ROWS_MAX).flatMap((row) => draftOf(sent, prefix, String(row)) ?? []);
  return moved(drafts, sent[`${prefix}.move`]);
}

function draftOf(sent: Sent, prefix: string, row: string): DraftField | null {
  const text = (part: string) => {
    const value = sent[`${prefix}.${row}.${part}`];
    return typeof value === 'string' ? value : undefined;
  };
  const label = text('label');
  if (label === undefined) return null;
  const name = text('name');
  const askedOf = text('askedOf');
  return {
    row,
    ...(name && { name }),
    label,
    kind: text('kind') ?? '',
    required: text('required') !== undefined,
    help: text('help') ?? '',
    choices: text('choices') ?? '',
    pattern: text('pattern') ?? '',
    patternHelp: text('patternHelp') ?? '',
    min: text('min') ?? '',
    max: text('max') ?? '',
    // Only sign-up fields say whom they are asked of, and only they travel with keys.
    ...(askedOf !== undefined && { adminsOnly: askedOf === 'admins', notInKeys: text('copied') === undefined }),
  };
}

function moved(drafts: DraftField[], wish: unknown): DraftField[] {
  const [, row, way] = typeof wish === 'string' ? (/^(\d{1,4})[.](up|down)$/.exec(wish) ?? []) : [];
  const from = drafts.findIndex((draft) => draft.row === row);
  if (row === undefined || from < 0) return drafts;
  return withMoved(drafts, from, way === 'up' ? from - 1 : from + 1);
}

/** The same things, one of them in another place; as they are when there is no such place. */
export function withMoved<T>(things: readonly T[], from: number, to: number): T[] {
  const [thing, ...more] = things.slice(from);
  if (thing === undefined || to < 0 || to >= things.length) return [...things];
  const others = [...things.slice(0, from), ...more];
  return [...others.slice(0, to), thing, ...others.slice(to)];
}
