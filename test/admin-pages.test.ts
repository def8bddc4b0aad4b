import { expect, test } from 'vitest';
import { sourceFiles } from './source-files';

const adminFiles = () =>
  sourceFiles('app').filter(({ path }) => path.startsWith('app/(admin)/') && /\/(page\.tsx|route\.ts)$/.test(path));

/** Helpers beside the pages that ask for them. */
const asking = () =>
  sourceFiles('app')
    .filter(({ path, text }) => path.startsWith('app/(admin)/') && /\brequireAdmin\(/.test(text))
    .flatMap(({ text }) =>
      [...text.matchAll(/^export (?:const|async function|function) (\w+)/gm)].map(([, name]) => name),
    );

// Leave requireAdmin out of one page, trusting the layout, and this must fail: a layout is not asked by client navigation.
test('every page of the admin portal asks by itself who looks, whatever its layout asked [Z-05]', () => {
  const pages = adminFiles().filter(({ path }) => path.endsWith('page.tsx'));
  expect(pages.length).toBeGreaterThan(40);
  const asks = new RegExp(`\\b(requireAdmin|${asking().join('|')})\\(`);
  expect(pages.filter(({ text }) => !asks.test(text)).map(({ path }) => path)).toEqual([]);
});
