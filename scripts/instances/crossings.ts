import type { IncomingMessage } from 'node:http';

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** Counts how often a form was answered by another process than the one that made its page for the same person. */
export class Crossings {
  readonly #pages = new Map<string, number>();
  forms = 0;
  elsewhere = 0;

  /** An answer to this request came from the process at this port. */
  note({ method, url = '', headers }: Asked, port: number): void {
    const place = `${headers.cookie ?? ''} ${url.split('?')[0]}`;
    const made = this.#pages.get(place);
    if (method === 'GET') this.#pages.set(place, port);
    // A form is sent to the address of its page.
    if (method !== 'POST' || made === undefined) return;
    this.forms += 1;
    if (made !== port) this.elsewhere += 1;
  }
}
