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
  | { status: 'done'; message: string; results?: readonly RowResult[]; shownKey?: ShownKey };

/** What became of one of several things that were done at once. */
export type RowResult = { name: string; message: string; isRefused: boolean };

/** A key, in the one answer that shows it. `curl` is null for a key that opens no address that we know. */
export type ShownKey = { key: string; curl: string | null; isOnlyTime: boolean };

/** What a form calls: a server action that never throws for what the person can fix. */
export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;
