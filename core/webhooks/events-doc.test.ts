import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type WebhookEventGroup, webhookEventGroups } from './events';

const BEGIN = '<!-- events: made of core/webhooks/events.ts; a test compares them -->\n';
const END = '<!-- end of events -->';

test('the docs list every event that can be told, with its sentence, and no other', () => {
  const docs = readFileSync(join(import.meta.dirname, '../../docs/webhooks.md'), 'utf8');
  const listed = docs.slice(docs.indexOf(BEGIN) + BEGIN.length, docs.indexOf(END));
  expect(listed).toBe(webhookEventGroups.map(asTable).join(''));
});

function asTable({ title, events }: WebhookEventGroup): string {
  const rows = events.map(({ event, about }) => `| \`${event}\` | ${about} |\n`);
  return `\n### ${title}\n\n| event | |\n|---|---|\n${rows.join('')}\n`;
}
