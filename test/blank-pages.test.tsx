import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FaultMessage } from '@/components/frames/fault-message';
import { NotFoundMessage } from '@/components/frames/not-found-message';
import { fillBlankPages } from '@/server/blank-pages';

const emit = Server.prototype.emit;
/** As Next writes it: the head in the first piece, with the body's beginning. */
const blank = [
  '<!DOCTYPE html><html id="__next_error__"><head><link rel="preload" href="/_next/static/chunks/0kw-_~5.css" as="style" nonce="n"/></head><body><div>',
  '</div></body></html>',
];
const whole = ['<!DOCTYPE html><html lang="en"><head></head><body>', 'a page</body></html>'];

let server: Server;
beforeAll(async () => {
  fillBlankPages();
  server = createServer((request, response) => {
    const [status = '', type = '', name] = (request.url ?? '').slice(1).split(',');
    response.statusCode = Number(status);
    response.setHeader('Content-Type', `${type.replace('-', '/')}; charset=utf-8`);
    for (const piece of name === 'blank' ? blank : whole) response.write(Buffer.from(piece));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  Server.prototype.emit = emit;
  server.close();
});

async function sent(path: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`);
  return answer.text();
}

/** The title and the sentence below it. */
const wordsOf = (markup: string) => /<h1[^>]*>([^<]+)<\/h1>.*?<p>([^<]+)<\/p>/s.exec(markup)?.slice(1);

test('without scripts an empty page says what the scripts would say, with the styles', async () => {
  const notFound = await sent('404,text-html,blank');
  expect(notFound).toMatch(/^<!DOCTYPE html><html id="__next_error__" lang="en">.*<\/html>$/s);
  const [, inNoscript = ''] = /<body><noscript>(.*)<\/noscript><div><\/div><\/body>/s.exec(notFound) ?? [];
  expect(inNoscript).toContain('<link rel="stylesheet" href="/_next/static/chunks/0kw-_~5.css">');
  expect(inNoscript).toContain('>404<');
  expect(wordsOf(inNoscript)).toEqual(wordsOf(renderToStaticMarkup(<NotFoundMessage asMain />)));

  const fault = await sent('500,text-html,blank');
  expect(wordsOf(fault)).toEqual(wordsOf(renderToStaticMarkup(<FaultMessage asMain onRetry={() => {}} />)));
  expect(wordsOf(fault)).toHaveLength(2);
});

test('every other answer is left as it is', async () => {
  expect(await sent('404,text-html,whole')).toBe(whole.join(''));
  expect(await sent('200,text-html,blank')).toBe(blank.join(''));
  expect(await sent('404,text-x-component,blank')).toBe(blank.join(''));
});
