import { sql } from 'drizzle-orm';
import { check, index, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { accessRequests } from './access-requests';
import { createdAt, id } from './columns';
import { users } from './users';

/** Who wrote a message of a request: those who decide, or the people of the app. */
export const messageSide = pgEnum('message_side', ['provider', 'developer']);

/** What approver and developer write to each other about a request. */
export const requestMessages = pgTable(
  'request_messages',
  {
    id: id(),
    accessRequestId: uuid()
      .notNull()
      .references(() => accessRequests.id, { onDelete: 'cascade' }),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    side: messageSide().notNull(),
    /** Plain text. */
    body: text().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('request_messages_by_request').on(table.accessRequestId, table.createdAt),
    check('request_messages_length', sql`char_length(body) between 1 and 4000`),
  ],
);
