import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DetailValue, nameInWords } from './detail-value';

const textOf = (value: unknown) =>
  renderToStaticMarkup(<DetailValue value={value} />)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('a change is told as from and to, however deep it lies', () => {
  const changes = {
    portalName: { from: 'Portico', to: 'Lamp works' },
    autoApproveDevelopers: { from: false, to: true },
  };
  expect(textOf(changes)).toBe('Portal name: Portico → Lamp works Auto approve developers: no → yes');
  expect(textOf({ from: { name: 'A' }, to: { name: 'B' } })).toBe('From: Name: A To: Name: B');
});

test('what somebody typed stays text, and what is missing is called nothing [V-01]', () => {
  expect(renderToStaticMarkup(<DetailValue value="<b>hm</b>" />)).toContain('&lt;b&gt;hm&lt;/b&gt;');
  expect(textOf(null)).toBe('nothing');
  expect(textOf(['a', 1])).toBe('a, 1');
  expect(textOf({ products: { from: [], to: ['payments', 'weather'] } })).toBe('Products: nothing → payments, weather');
});

test('a fact is called by words', () => {
  expect(nameInWords('link_sent')).toBe('Link sent');
  expect(nameInWords('requestId')).toBe('Request id');
});
