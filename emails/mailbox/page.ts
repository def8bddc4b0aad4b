import { html, raw } from 'hono/html';
import type { Mail } from './mail-store';

/**
 * The list, and beside it the mail that was chosen. Everything in a mail is somebody else's text: it is escaped here.
 */
export function mailboxPage(mails: readonly Mail[], chosen: Mail | null) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    ${chosen === null ? raw('<meta http-equiv="refresh" content="5">') : ''}
    <title>${chosen === null ? 'Demo mailbox' : `${chosen.subject} · Demo mailbox`}</title>
    <link rel="stylesheet" href="/mailbox.css">
  </head>
  <body class="${chosen === null ? 'list-only' : 'reading'}">
    <header>
      <a class="brand" href="/">Demo mailbox</a>
      <span class="count">${mails.length === 1 ? '1 mail' : `${mails.length} mails`}</span>
      <form method="post" action="/delete"><button type="submit" ${mails.length === 0 ? 'disabled' : ''}>Delete all</button></form>
    </header>
    <div class="columns">
      <nav aria-label="Mails">${mails.length === 0 ? empty() : list(mails, chosen)}</nav>
      <main>${chosen === null ? hint(mails.length) : mailView(chosen)}</main>
    </div>
  </body>
</html>`;
}

function empty() {
  return html`<p class="quiet">No mail yet. Whatever the portal sends arrives here; nothing leaves this machine.</p>`;
}

function hint(count: number) {
  return html`<p class="quiet">${count === 0 ? '' : 'Choose a mail to read it.'}</p>`;
}

function list(mails: readonly Mail[], chosen: Mail | null) {
  return html`<ul>${mails.map(
    (mail) => html`<li>
      <a href="/messages/${mail.id}" ${mail.id === chosen?.id ? raw('aria-current="page"') : ''}>
        <span class="to">${mail.to}</span>
        <time datetime="${mail.date}">${mail.date.slice(0, 16).replace('T', ' ')}</time>
        <span class="subject">${mail.subject || '(no subject)'}</span>
      </a>
    </li>`,
  )}</ul>`;
}

function mailView(mail: Mail) {
  return html`<article>
    <h1>${mail.subject || '(no subject)'}</h1>
    <dl>
      <dt>From</dt><dd>${mail.from}</dd>
      <dt>To</dt><dd>${mail.to}</dd>
      <dt>Arrived</dt><dd><time datetime="${mail.date}">${mail.date.slice(0, 19).replace('T', ' ')} UTC</time></dd>
    </dl>
    ${
      mail.html === ''
        ? ''
        : html`<iframe title="Mail as HTML" src="/messages/${mail.id}/html"
            sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`
    }
    <details ${mail.html === '' ? 'open' : ''}>
      <summary>Plain text</summary>
      <pre>${linked(mail.text)}</pre>
    </details>
  </article>`;
}

/** Plain text whose web addresses can be clicked. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"')\]]+)/)
    .map((part, position) =>
      position % 2 === 0 ? part : html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>`,
    );
}
