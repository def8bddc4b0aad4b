import type { DraftField } from '@/core/settings/parse-form-fields';

/** More rows than a form may have, so that one too many is refused in words and not dropped in silence. */
const ROWS_MAX = 50;
const PREFIX = 'requestFields';

/**
 * The rows of the question editor as the verb takes them, in their order: `requestFields.0.label` and so on. Ends at the
 * first row that was not sent.
 */
export function draftFieldsOf(sent: Readonly<Record<string, unknown>>): DraftField[] {
  const drafts: DraftField[] = [];
  for (let row = 0; row < ROWS_MAX; row += 1) {
    const text = (part: string) => {
      const value = sent[`${PREFIX}.${row}.${part}`];
      return typeof value === 'string' ? value : undefined;
    };
    const label = text('label');
    if (label === undefined) break;
    const name = text('name');
    drafts.push({
      ...(name && { name }),
      label,
      kind: text('kind') ?? '',
      required: text('required') !== undefined,
      help: text('help') ?? '',
      choices: text('choices') ?? '',
    });
  }
  return drafts;
}
