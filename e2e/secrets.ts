import path from 'node:path';
import type { Browser, Locator, Request, Response } from '@playwright/test';
import { tell } from '../test/sweep/told';

/** Fields that people type secrets into, as they are sent: an action numbers them when a script sends it. */
const TYPED =
  /name="(?:_?\d+_)?((?:confirm|current|new)?[pP]assword|secret|code|inviteCode|token|key)"\r\n\r\n([^\r]+)\r\n/g;
/** What is shorter, or says little in many letters, is none, and stands elsewhere by chance. */
const SECRET_MIN = 13;
const LETTERS_MIN = 8;
const COOKIE = /^([^=]*portico\.[^=]+|[^=]*next-auth\.csrf-token)=([^;]{20,})/;

/** Where the portal of this run keeps what is its own. */
export function dataDir(): string {
  const file = process.env.E2E_GATEWAY_SECRET_FILE;
  if (!file) throw new Error('E2E_GATEWAY_SECRET_FILE is not set: run through playwright.config.ts');
  return path.dirname(file);
}

/** A secret that a story holds: the last story looks for it everywhere (sweep.spec.ts). */
export function tellSecret(kind: string, value: string): string {
  if (value !== '') tell(dataDir(), kind, value);
  return value;
}

/** What a field shows that only its owner may see. */
export async function secretIn(field: Locator, kind: string): Promise<string> {
  return tellSecret(kind, await field.inputValue());
}

/** Tells the secrets in a form that is sent. */
export function secretsInForm(body: string): void {
  for (const [, name = '', value = ''] of body.matchAll(TYPED)) {
    if (value.length >= SECRET_MIN && new Set(value).size >= LETTERS_MIN) tellSecret(`typed into ${name}`, value);
  }
}

/** Tells the secrets in cookies that come back, a `Set-Cookie` each. */
export function secretsInCookies(lines: readonly string[]): void {
  for (const line of lines) {
    const [, name = '', value = ''] = COOKIE.exec(line) ?? [];
    tellSecret(`the cookie ${name}`, value);
  }
}

/** Listens to everything that this browser sends and keeps. */
export function listenTo(browser: Browser): void {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.on('request', hearRequest);
    context.on('response', hearResponse);
    return context;
  };
}

function hearRequest(request: Request): void {
  if (request.method() === 'POST') secretsInForm(request.postData() ?? '');
}

function hearResponse(response: Response): void {
  if (response.request().method() !== 'POST') return;
  // A page that is closed meanwhile tells nothing any more.
  response.headerValues('set-cookie').then(secretsInCookies, () => {});
}
