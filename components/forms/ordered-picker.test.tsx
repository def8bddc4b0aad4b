import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { OrderedPicker } from './ordered-picker';

vi.mock('next/navigation', () => ({
  useRouter: () => ({}),
  usePathname: () => '/',
  useSearchParams: () => new URLSearchParams(),
}));

const one = (id: string) => ({ id, name: `Product ${id}`, note: null });

test('without JavaScript every button says by itself what it does to the order', () => {
  const html = renderToStaticMarkup(
    <OrderedPicker
      action={async () => ({ status: 'idle' })}
      hidden={{}}
      noun="product"
      held={[one('b'), one('a')]}
      others={[one('c')]}
    />,
  );
  expect([...html.matchAll(/name="ids" value="(\w)"/g)].map(([, id]) => id)).toEqual(['b', 'a']);
  const presses = [...html.matchAll(/<button[^>]*name="press"[^>]*>/g)].map(([button]) => button);
  const pressOf = (button: string) => /value="([^"]*)"/.exec(button)?.[1];
  expect(presses.map(pressOf)).toEqual(['up:b', 'down:b', 'remove:b', 'up:a', 'down:a', 'remove:a', 'add', 'save']);
  const off = presses.filter((button) => button.includes('aria-disabled="true"')).map(pressOf);
  expect(off).toEqual(['up:b', 'down:a']);
});
