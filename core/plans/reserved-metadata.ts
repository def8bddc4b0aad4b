import { headerValue, keyMetadata } from '../credentials/key-metadata';

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** What the portal itself writes into every key: asked of the function that writes it, so that no name is forgotten. */
const PORTAL_NAMES = new Set(
  Object.keys(
    keyMetadata({
      portalInstance: '',
      credentialId: '',
      generation: 0,
      developer: { id: '', email: '', fields: {} },
      organizationId: '',
      app: { id: '', name: '' },
      answers: [],
      planMetadata: {},
    }),
  ),
);
/** Beginnings of the entries that are made of answers and of sign-up fields. */
const PORTAL_PREFIXES = ['request_', 'developer_'];

/** Whether the keys of every plan use this name themselves. */
export function isReservedMetadata(name: string): boolean {
  return PORTAL_NAMES.has(name) || PORTAL_PREFIXES.some((prefix) => name.startsWith(prefix));
}

/** What is wrong with the metadata of a plan, in words; null when nothing is. */
export function metadataProblem(rows: readonly { name: string; value: string }[]): string | null {
  const names = rows.map(({ name }) => name.trim());
  for (const [index, row] of rows.entries()) {
    const [name, value] = [row.name.trim(), row.value.trim()];
    if (!NAME.test(name)) {
      return `“${name.slice(0, 64)}” is no name for metadata: use letters, digits and _, with a letter first, at most 64.`;
    }
    if (isReservedMetadata(name)) return `The portal writes ${name} into every key itself. Choose another name.`;
    if (names.indexOf(name) !== index) return `${name} stands there twice.`;
    if (value === '' || headerValue(value) !== value) {
      return `The value of ${name} travels as a header: 1 to 256 characters of plain ASCII without line breaks.`;
    }
  }
  return null;
}
