import { z } from 'zod';

/** In characters. A sorted list's cursor carries the value that it is sorted by. */
const CURSOR_MAX = 6000;

/** `after` or `before` in the address of a list, as the list itself wrote it; anything else leads to the first page. */
export const cursor = z.string().max(CURSOR_MAX).optional().catch(undefined);
