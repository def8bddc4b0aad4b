import type { KeyTest } from './try-it/test-key';

/**
 * What a form knows after it was sent. Plain data: it travels between server and browser.
 * `values` holds what was typed, without secrets, so that a page without JavaScript can fill the form again.
 */
export type FormState =
  | { status: 'idle' }
  | {
      status: 'error';
      message: string;
      fieldErrors: Record<string, string[]>;
      values: Record<string, string>;
    }
  | {
      status: 'done';
      message: string;
      results?: readonly RowResult[];
      shownKey?: ShownKey;
      question?: RowQuestion;
      shownCodes?: readonly string[];
      shownSecret?: string;
      /** Where what was made has its page. */
      leadsTo?: string;
      ceremony?: Ceremony;
      keyTest?: KeyTest;
    };

/** What became of one of several things that were done at once. */
export type RowResult = { name: string; message: string; isRefused: boolean };

/**
 * Nothing was done yet: what shall be done to these rows has to be confirmed first, with its effects before one's eyes.
 */
export type RowQuestion = { act: string; ids: readonly string[]; effects: readonly string[] };

/** A key, in the one answer that shows it. `curl` is null for a key that opens no address that we know. */
export type ShownKey = { key: string; curl: string | null; isOnlyTime: boolean };

/**
 * What a browser needs to make or use a passkey: the options of WebAuthn as JSON, and the id of the challenge in them.
 */
export type Ceremony = { challengeId: string; options: string };

/** What a form calls: a server action that never throws for what the person can fix. */
export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;
