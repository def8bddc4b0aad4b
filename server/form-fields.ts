/**
 * A form's text fields: a name that stands several times becomes a list; Next's own hidden fields and files are left
 * out. No field of the portal means a NUL by anything, and PostgreSQL takes none.
 */
export function formFields(data: FormData): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null);
  for (const name of new Set(data.keys())) {
    if (name.startsWith('$ACTION')) continue;
    const texts = data.getAll(name).filter((value): value is string => typeof value === 'string');
    const values = texts.map((text) => text.replaceAll('\0', '').toWellFormed());
    const [first = ''] = values;
    fields[name] = values.length > 1 ? values : first;
  }
  return fields;
}
