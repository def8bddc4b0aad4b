import type { Context } from '../context';
import type { TokenPurpose } from '../identity/tokens';
import type { MessageName, MessageValues } from '../ports/messages';

/** Whom a mail goes to: an account, or an address that has none yet. */
export type Recipient = { userId: string | null; firstName: string; lastName: string; address: string };

/** What a loader may know and do. */
export type Loading = {
  ctx: Context;
  recipient: Recipient;
  subjectId: string | null;
  facts: Readonly<Record<string, string>>;
  /** Draws the token of this mail's link. Older ones die only when the mail server has taken this mail. */
  mint(purpose: TokenPurpose, subjectId: string, hours: number): Promise<string>;
};

/** Reads what a message says, as the rows are now. Null: it is no longer true, so it is dropped. */
export type Loader<Name extends MessageName> = (loading: Loading) => Promise<MessageValues[Name] | null>;
