import type { Message } from './mail';
import type { MessageName, MessageValues } from './messages';

/** The parts of a message that an admin may word, as liquid templates. */
export type Wording = { subject: string; html: string; text: string };

/** What is wrong with a wording, as a sentence beside the part that it is about. */
export type WordingProblem = { part: keyof Wording; message: string };

/** What an admin has to know to word a message. */
export type MessageAbout = {
  name: MessageName;
  title: string;
  /** When it is sent, and to whom: sentences. */
  sentWhen: string;
  sentTo: string;
  /** The built-in wording. */
  wording: Wording;
  /** What a template may print, each with an example. */
  variables: readonly { name: string; sample: string }[];
};

/** Turns a message's name and values into subject, HTML and text. Escapes every value. */
export interface MessageRenderer {
  /**
   * In the built-in wording, unless one is given. Throws when a value is missing or the given wording cannot be used.
   */
  render<Name extends MessageName>(
    name: Name,
    values: MessageValues[Name],
    brand: { portalName: string },
    wording?: Wording,
  ): Message;
  /** Everything that is wrong with a wording; nothing when it may be used. */
  check(name: MessageName, wording: Wording): readonly WordingProblem[];
  /** Every message, in the order in which lists show them. */
  about(): readonly MessageAbout[];
  /**
   * The message with its example values, as an admin previews it. Links start with `portalUrl`. Throws like `render`.
   */
  renderSample(name: MessageName, brand: { portalName: string; portalUrl: string }, wording?: Wording): Message;
}
