import { html } from 'hono/html';
import type { DemoState } from './demo-state';
import type { Switches } from './switches';

type Field = { name: keyof Switches; label: string };

const FLAGS: ReadonlyArray<{ title: string; fields: readonly Field[] }> = [
  {
    title: 'Control API: the connection',
    fields: [
      { name: 'resetBefore', label: 'Cut the connection before acting' },
      { name: 'answerLost', label: 'Act, then lose the answer' },
      { name: 'hang', label: 'Never answer, never act' },
      { name: 'wrongSecret', label: 'Refuse the secret (403)' },
    ],
  },
  {
    title: 'Control API: lies',
    fields: [
      { name: 'lieFewerRights', label: 'Answer 200, grant fewer rights' },
      { name: 'lieDelete', label: 'Answer 200 to a DELETE, keep the key' },
    ],
  },
  {
    title: 'Store',
    fields: [
      { name: 'storeDown', label: 'Redis is down: 404 for every key, empty list, 500 for imports' },
      { name: 'storeHang', label: 'Redis hangs' },
    ],
  },
  {
    title: 'Version and settings',
    fields: [
      { name: 'listingOff', label: 'No list of hashed keys' },
      { name: 'zeroFields', label: 'Send zero fields (before 5.12)' },
      { name: 'noPolicyRoutes', label: 'No policy routes (before 4.1)' },
      { name: 'policiesFromService', label: 'Policies come from a Dashboard: writes are refused' },
      { name: 'noWriteBack', label: 'Calls do not write quota keys back' },
    ],
  },
];

const NUMBERS: readonly Field[] = [
  { name: 'slowMs', label: 'Act at once, answer after (ms)' },
  { name: 'lateApplyMs', label: 'Keep silent, act after (ms)' },
  { name: 'upstreamDelayMs', label: 'Upstream takes (ms)' },
  { name: 'times', label: 'Stop after this many calls (0: never)' },
];

const CHOICES: ReadonlyArray<Field & { options: readonly string[] }> = [
  { name: 'down', label: 'Whole gateway is down', options: ['no', 'cut', '503'] },
  {
    name: 'status',
    label: 'Control API answers with this status (0: its own)',
    options: ['0', '429', '500', '502', '503'],
  },
  { name: 'answer', label: 'Form of the answer', options: ['normal', 'malformed', 'html', 'huge', 'redirect'] },
  {
    name: 'liePolicy',
    label: 'Answer 200 to the write of a policy, write this',
    options: ['no', 'nothing', 'partitions'],
  },
  { name: 'lieHashLength', label: 'Length of the key hash (0: true)', options: ['0', '8', '16', '32', '64'] },
];

/** The page on which troubles are made by hand. Works without scripts. */
export function controlPage(state: DemoState) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Portico demo gateway</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
      fieldset { margin: 0 0 1rem; } label { display: block; margin: .25rem 0; }
      table { border-collapse: collapse; width: 100%; margin-bottom: 1rem; } th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8886; }
      input[type=number] { width: 7rem; } .buttons { display: flex; gap: .75rem; } code { font-size: .9em; }
    </style>
  </head>
  <body>
    <h1>Portico demo gateway</h1>
    <p>A small gateway that behaves like a Tyk Gateway ${state.config.version} where a portal can get hurt. It is a demo:
      use it for trying things out, never to protect an API.</p>
    <p>Keys: <code>hash_keys ${state.config.hashKeys ? 'on' : 'off'}</code>,
      <code>hash_key_function ${state.config.hashKeyFunction || 'unset'}</code>. Organization <code>${state.orgId}</code>.</p>
    <h2>Switches</h2>
    ${switchesForm(state.switches)}
    <form method="post" action="/demo/calm"><p class="buttons"><button>Switch everything off</button></p></form>
    <form method="post" action="/demo/wipe"><p class="buttons"><button>Forget all keys</button></p></form>
    <h2>Keys (${state.keys.length})</h2>
    ${table(
      ['Id ends in', 'Alias', 'Policies', 'Expires', 'Quota'],
      state.keys.map((key) => [`…${key.lastFour}`, key.alias, key.policies.join(', '), key.expires, key.quota]),
    )}
    <h2>APIs</h2>
    ${table(
      ['Id', 'Name', 'Path'],
      state.apis.map((api) => [api.apiId, api.name, api.listenPath]),
    )}
    <h2>Policies</h2>
    ${table(
      ['Id', 'Name', 'Limits'],
      state.policies.map((policy) => [policy.policyId, policy.name, policy.limits]),
    )}
    <h2>Last control calls</h2>
    ${table(
      ['Time', 'Call', 'Status'],
      state.calls.map((call) => [
        call.at,
        `${call.method} ${call.route}`,
        call.status === 0 ? 'no answer' : String(call.status),
      ]),
    )}
  </body>
</html>`;
}

function switchesForm(switches: Switches) {
  return html`<form method="post" action="/demo/switches">
    ${FLAGS.map(
      (group) => html`<fieldset><legend>${group.title}</legend>
        ${group.fields.map(
          ({ name, label }) =>
            html`<label><input type="checkbox" name="${name}" ${switches[name] ? 'checked' : ''}> ${label}</label>`,
        )}</fieldset>`,
    )}
    <fieldset><legend>Times and answers</legend>
      ${NUMBERS.map(
        ({ name, label }) =>
          html`<label><input type="number" min="0" name="${name}" value="${switches[name]}"> ${label}</label>`,
      )}
      ${CHOICES.map(
        ({ name, label, options }) => html`<label><select name="${name}">
          ${options.map((option) => html`<option ${String(switches[name]) === option ? 'selected' : ''}>${option}</option>`)}
        </select> ${label}</label>`,
      )}
    </fieldset>
    <fieldset><legend>Only for these calls (none ticked: all)</legend>
      ${['GET', 'POST', 'PUT', 'DELETE'].map(
        (method) =>
          html`<label><input type="checkbox" name="only" value="${method}" ${switches.only.some((only) => only === method) ? 'checked' : ''}> ${method}</label>`,
      )}
    </fieldset>
    <p class="buttons"><button>Save switches</button></p>
  </form>`;
}

function table(headings: readonly string[], rows: ReadonlyArray<readonly string[]>) {
  if (rows.length === 0) return html`<p>None.</p>`;
  return html`<table>
    <thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table>`;
}
