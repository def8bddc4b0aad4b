import { Hono } from 'hono';
import { z } from 'zod';
import type { MailStore } from './mail-store';
import { mailboxPage } from './page';
import { type SmtpListener, troubleModes } from './smtp-listener';
import { mailboxStyle } from './style';

const SLOW_MS_MAX = 600_000;
const troubleBody = z.object({
  mode: z.enum(troubleModes),
  ms: z.number().int().min(0).max(SLOW_MS_MAX).default(0),
});

const PAGE_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'";
/** A mail may show pictures and its own styles; it runs nothing and sends nothing. */
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data: https: http:; style-src 'unsafe-inline'";

/** The mailbox's page and its JSON API. */
export function mailboxApp(store: MailStore, smtp: SmtpListener): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    // A page on the web can point a name of its own at 127.0.0.1; it cannot choose the name that we answer to.
    const host = new URL(c.req.url).hostname;
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(host))
      return c.text('Open this mailbox at http://127.0.0.1', 403);
    // What changes something comes from this page or from a program, not from another site's form.
    const site = c.req.header('sec-fetch-site') ?? 'none';
    if (c.req.method !== 'GET' && site !== 'none' && site !== 'same-origin')
      return c.text('Not from another site', 403);
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
  });

  app.get('/api/messages', (c) => c.json(store.newestFirst()));
  app.delete('/api/messages', (c) => {
    store.clear();
    return c.body(null, 204);
  });
  app.get('/api/trouble', (c) => c.json(smtp.trouble()));
  app.put('/api/trouble', async (c) => {
    const wanted = troubleBody.safeParse(await c.req.json().catch(() => null));
    if (!wanted.success) return c.json({ error: `mode is one of ${troubleModes.join(', ')}; ms is a number` }, 422);
    await smtp.setTrouble(wanted.data);
    return c.json(smtp.trouble());
  });

  app.get('/', (c) => c.html(mailboxPage(store.newestFirst(), null), 200, { 'Content-Security-Policy': PAGE_POLICY }));
  app.get('/mailbox.css', (c) => c.body(mailboxStyle, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.post('/delete', (c) => {
    store.clear();
    return c.redirect('/', 303);
  });
  app.get('/messages/:id', (c) => {
    const mail = store.find(c.req.param('id'));
    if (mail === null) return c.redirect('/', 303);
    return c.html(mailboxPage(store.newestFirst(), mail), 200, { 'Content-Security-Policy': PAGE_POLICY });
  });
  app.get('/messages/:id/html', (c) => {
    const mail = store.find(c.req.param('id'));
    if (mail === null) return c.text('This mail was deleted.', 404);
    // Links open in a tab of their own: the frame would load them without scripts and without a session.
    return c.html(`<base target="_blank">${mail.html}`, 200, { 'Content-Security-Policy': MAIL_POLICY });
  });
  return app;
}
