import { expect, test } from 'vitest';
import { cardWords } from './card-words';

test('a card says how much there is and who decides', () => {
  const words = (offer: Partial<Parameters<typeof cardWords>[0]>) =>
    cardWords({ isDocumentationOnly: false, apis: 1, plans: 1, approval: 'admin', ...offer });
  expect(words({})).toEqual({ size: '1 API · 1 plan', approval: 'Approved on request' });
  expect(words({ apis: 2, plans: 3, approval: 'by_plan' })).toEqual({
    size: '2 APIs · 3 plans',
    approval: 'Approval depends on the plan',
  });
  expect(words({ apis: 0, plans: 0, approval: null })).toEqual({ size: '', approval: 'No plan yet' });
  expect(words({ isDocumentationOnly: true })).toEqual({ size: '1 API', approval: 'Documentation only' });
});
