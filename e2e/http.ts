import { request as send } from 'node:http';
import { secretsInCookies, secretsInForm } from './secrets';

/** An answer as the wire has it: nothing followed, nothing decoded but the text. */
export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

type Sent = { method?: string; headers?: Record<string, string>; body?: FormData | string };

/** The address of the portal that the run has started. */
export const portal = () => process.env.E2E_PORTAL_URL ?? '';

/** Somebody without a browser: sends what they like, keeps cookies by hand, and is believed nothing. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  /** One request of theirs; `headers` win over everything, `host` too. */
  async ask(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
    const jar = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const encoded = body === undefined ? null : new Response(body);
    const type = typeof body === 'string' ? null : (encoded?.headers.get('content-type') ?? null);
    const bytes = encoded ? Buffer.from(await encoded.arrayBuffer()) : null;
    if (bytes) secretsInForm(bytes.toString());
    const answer = await wire(path, method, bytes, {
      ...(jar === '' ? {} : { cookie: jar }),
      ...(type === null ? {} : { 'content-type': type }),
      ...headers,
    });
    const lines = [answer.headers['set-cookie'] ?? []].flat();
    secretsInCookies(lines);
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Sends a page's form as a browser without JavaScript does: its hidden fields, and these. */
  async fill(path: string, fields: Record<string, string | string[] | Blob>, headers: Record<string, string> = {}) {
    const [first = ''] = Object.keys(fields);
    const data = await this.form(path, `name="${first}"`);
    for (const [name, value] of Object.entries(fields)) {
      data.delete(name);
      for (const one of Array.isArray(value) ? value : [value]) data.append(name, one);
    }
    return this.ask(path, { method: 'POST', body: data, headers: { origin: portal(), ...headers } });
  }

  /** Presses the button with these words, in a form that has nothing else to fill in. */
  async press(path: string, words: string): Promise<Answer> {
    const body = await this.form(path, words);
    return this.ask(path, { method: 'POST', body, headers: { origin: portal() } });
  }

  /** The hidden fields of the form in whose markup this stands. */
  private async form(path: string, has: string): Promise<FormData> {
    const { text } = await this.ask(path);
    const form = text.match(/<form\b.*?<\/form>/gs)?.find((markup) => markup.includes(has));
    if (form === undefined) throw new Error(`no form with ${has} on ${path}`);
    const data = new FormData();
    for (const [input] of form.matchAll(/<input type="hidden"[^>]*>/g)) {
      const attribute = (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? '');
      data.append(attribute('name'), attribute('value'));
    }
    return data;
  }

  /** Logs in by the form, and has the session's cookie afterwards. */
  async logIn({ email, password }: { email: string; password: string }): Promise<Answer> {
    return this.fill('/auth/login', { email, password });
  }
}

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** By hand, because a client that is polite sends no `Host` of somebody else and no path with dots. */
function wire(path: string, method: string, body: Buffer | null, headers: Record<string, string>): Promise<Answer> {
  const { hostname, port } = new URL(portal());
  return new Promise((resolve, reject) => {
    const outgoing = send({ hostname, port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      });
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}
