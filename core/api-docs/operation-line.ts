import { type SQL, sql } from 'drizzle-orm';
import { apiOperations } from '@/db/schema';

/** What a list says about an operation. */
export type OperationLine = {
  slug: string;
  method: string;
  path: string;
  summary: string;
  tag: string;
  isDeprecated: boolean;
};

/** The columns of an `OperationLine`. */
export const operationLine = {
  slug: apiOperations.slug,
  method: apiOperations.method,
  path: apiOperations.path,
  summary: apiOperations.summary,
  tag: apiOperations.tag,
  isDeprecated: apiOperations.isDeprecated,
};

/** What a search for an operation reads. */
export function searchableOperation(): SQL {
  return sql`concat_ws(' ', ${apiOperations.method}, ${apiOperations.path}, ${apiOperations.summary}, ${apiOperations.slug})`;
}
