import type { MessageName, MessageValues } from '@/core/ports/messages';

/** The parts of a message that are liquid templates. What admins may edit is shaped like this, too. */
export type MessageSource = {
  /** One line. */
  subject: string;
  /**
   * The inside of the HTML mail, without its frame. Every variable is escaped; `<h1>` and `<p>` get their look from the
   * frame.
   */
  html: string;
  text: string;
  /** Completes the footer "You get this mail because …": a clause that ends with a full stop. */
  because: string;
};

/**
 * One message with its wording and an example to preview it with.
 * Besides its values a template may use `portalName` and the filters of `template-filters.ts`.
 */
export type MessageTemplate<Name extends MessageName> = MessageSource & {
  /** How lists name the message. */
  title: string;
  sample: MessageValues[Name];
};
