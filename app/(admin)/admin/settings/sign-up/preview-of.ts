import type { AskedField } from '@/components/forms/asked-fields';
import { draftFieldsOf } from '../draft-fields';

const KINDS: readonly string[] = [
  'text',
  'long_text',
  'number',
  'choice',
  'yes_no',
  'url',
] satisfies AskedField['kind'][];

/** What a person would be asked, were the editor's form saved as it stands. */
export function previewOf(form: FormData, prefix: string): AskedField[] {
  const sent: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    sent[name] = values.length > 1 ? values : values[0];
  }
  return draftFieldsOf(sent, prefix).flatMap(({ row = '', label, kind, required, help, choices, adminsOnly }) =>
    label.trim() === '' || adminsOnly || !isKind(kind)
      ? []
      : {
          // By its row: a question that is not saved has no name yet.
          ...{ name: row, label, kind, required },
          ...(help && { help }),
          ...(kind === 'choice' && { choices: (choices ?? '').split('\n').flatMap((line) => line.trim() || []) }),
        },
  );
}

function isKind(kind: string): kind is AskedField['kind'] {
  return KINDS.includes(kind);
}
