import { expect, test } from 'vitest';
import { sourceFiles } from '@/test/source-files';

// React counts ids of server components anew in each answer: after a navigation a part of the page would have the id of
// another in the frame that stayed. Take 'use client' out of components/ui/menu-popover.tsx to see it.
test('ids are drawn in the browser, where each is drawn once', () => {
  const drawing = [...sourceFiles('components'), ...sourceFiles('app')].filter(({ text }) => /\buseId\(/.test(text));
  expect(drawing.length).toBeGreaterThan(5);
  expect(drawing.filter(({ text }) => !text.startsWith("'use client';")).map(({ path }) => path)).toEqual([]);
});
