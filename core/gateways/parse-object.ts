import { invalid } from '../errors';

const ID_MAX = 200;
const NAME_MAX = 200;
const PATH_MAX = 500;
const OBJECTS_MAX = 100;
const INTEGER_MAX = 2_147_483_647;

/** An id as the gateway has it. Throws `invalid`. */
export function parseObjectId(field: string, text: string): string {
  const id = text.trim();
  if (id && id.length <= ID_MAX && !/[\s\p{Cc}/?#]/u.test(id)) return id;
  throw invalid(field, `Enter the id as the gateway has it: 1 to ${ID_MAX} characters, no spaces and no slashes.`);
}

/** What people read; the id where nothing was given. Throws `invalid`. */
export function parseObjectName(text: string, id: string): string {
  const name = text.replace(/\p{Cc}+/gu, ' ').trim() || id;
  if (name.length > NAME_MAX) throw invalid('name', `Use at most ${NAME_MAX} characters.`);
  return name;
}

/** Where consumers call, behind the proxy URL: `/orders/`. Throws `invalid`. */
export function parseListenPath(text: string): string {
  const path = text.trim();
  if (/^\/[^\s?#]*$/.test(path) && path.length <= PATH_MAX && !path.includes('//')) return path;
  throw invalid('listenPath', 'Enter a path that starts with a slash, such as /orders/.');
}

/** Ids of APIs, one a line or separated by commas, each once and sorted. Throws `invalid`. */
export function parseApiIds(text: string): string[] {
  const ids = [...new Set(text.split(/[\s,]+/).filter(Boolean))];
  if (ids.length === 0) throw invalid('apiIds', 'Enter the id of each API that the policy opens.');
  if (ids.length > OBJECTS_MAX) throw invalid('apiIds', `Enter at most ${OBJECTS_MAX} ids.`);
  return ids.map((id) => parseObjectId('apiIds', id)).sort();
}

/** A whole number above nought. Throws `invalid`. */
export function parseCount(field: string, value: number): number {
  if (Number.isInteger(value) && value > 0 && value <= INTEGER_MAX) return value;
  throw invalid(field, 'Enter a whole number above 0.');
}
