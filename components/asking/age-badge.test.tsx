import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AgeBadge } from './age-badge';

const now = new Date('2026-11-21T12:00:00Z');
const age = (hours: number) =>
  renderToStaticMarkup(<AgeBadge since={new Date(now.getTime() - hours * 3_600_000)} now={now} lateAfterDays={3} />);

test('what waits for as long as it may says that it is late, in words and not by colour alone', () => {
  expect(age(72)).toContain('tone-danger');
  expect(age(72).replace(/<[^>]+>/g, '')).toBe('3 days ago, late');
});

test('what is on its way there is yellow, what is new is quiet', () => {
  expect(age(71)).toContain('tone-warning');
  expect(age(36)).toContain('tone-warning');
  expect(age(35)).not.toMatch(/tone-(warning|danger)/);
  expect(age(0.1)).not.toContain('late');
});
