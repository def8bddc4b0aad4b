import { type IncomingMessage, Server, type ServerResponse } from 'node:http';

/** How Next begins the page of a refusal or a fault: its body is empty until the browser's scripts have filled it. */
const BLANK = Buffer.from('<!DOCTYPE html><html id="__next_error__">');
const FILLED = Buffer.from('<!DOCTYPE html><html id="__next_error__" lang="en">');
const BODY = '<body>';
const STYLESHEET = /<link rel="preload" href="(\/_next\/static\/[\w./~-]+\.css)" as="style"/;

/** The words of `NotFoundMessage` and of `FaultMessage`, which need the scripts. */
const NOT_FOUND = {
  title: 'Page not found',
  text: 'There is nothing at this address, or it is not for you to see. Check the address, or use another account.',
};
const FAULT = {
  title: 'Something went wrong on our side',
  text: 'The fault was recorded. Try again; if it stays, tell whoever runs this portal.',
};

/**
 * Lets whoever browses without JavaScript read that a page was not found, or failed: Next sends such a page empty, with
 * its words in the scripts. They are put into a `noscript`, which nobody else sees and which goes when React takes over.
 */
export function fillBlankPages(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function filling(this: Server, event: string | symbol, ...rest: unknown[]): boolean {
    if (event === 'request') fillWhenBlank((rest as [IncomingMessage, ServerResponse])[1]);
    return Reflect.apply(emit, this, [event, ...rest]) as boolean;
  } as typeof emit;
}

function fillWhenBlank(response: ServerResponse): void {
  const { setHeader } = response;
  response.setHeader = function seeing(this: ServerResponse, name: string, value: number | string | readonly string[]) {
    if (name.toLowerCase() === 'content-type' && String(value).startsWith('text/html')) {
      response.setHeader = setHeader;
      // Only now: by this time Next has put its compression around `write`, and ours must come before that.
      fillFirstPiece(response);
    }
    return Reflect.apply(setHeader, this, [name, value]) as ServerResponse;
  };
}

function fillFirstPiece(response: ServerResponse): void {
  const { write } = response;
  response.write = function filling(this: ServerResponse, ...args: unknown[]) {
    response.write = write;
    const [piece, ...rest] = args;
    return Reflect.apply(write, this, [filled(piece, response), ...rest]) as boolean;
  } as typeof write;
}

function filled(piece: unknown, { statusCode }: ServerResponse): unknown {
  if (statusCode < 400 || !(piece instanceof Uint8Array)) return piece;
  const page = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  const body = page.subarray(0, BLANK.length).equals(BLANK) ? page.indexOf(BODY) : -1;
  if (body === -1) return piece;
  const words = inPlainWords(statusCode, STYLESHEET.exec(page.toString('latin1', 0, body))?.[1]);
  const from = body + BODY.length;
  return Buffer.concat([FILLED, page.subarray(BLANK.length, from), Buffer.from(words), page.subarray(from)]);
}

/** As `MessagePage` draws it. The page only announces its styles, since the scripts bring them. */
function inPlainWords(status: number, stylesheet: string | undefined): string {
  const { title, text } = status < 500 ? NOT_FOUND : FAULT;
  return [
    '<noscript>',
    stylesheet && `<link rel="stylesheet" href="${stylesheet}">`,
    '<main id="main" class="grid min-h-dvh content-center">',
    '<div class="mx-auto grid max-w-xl justify-items-center gap-3 px-4 py-16 text-center sm:py-24">',
    `<p class="font-medium text-accent-text text-sm">${status}</p>`,
    `<h1 class="font-semibold text-2xl tracking-tight sm:text-3xl">${title}</h1>`,
    `<div class="grid gap-3 text-ink-muted"><p>${text}</p></div>`,
    '<div class="mt-4 flex flex-wrap justify-center gap-3">',
    '<a class="btn btn-primary" href="/">Go to the home page</a>',
    '</div></div></main></noscript>',
  ]
    .filter(Boolean)
    .join('');
}
