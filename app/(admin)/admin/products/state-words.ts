import type { Tone } from '@/components/ui/badge';
import type { ProductProblem } from '@/core/products/list-for-admin';
import type { ProductState } from '@/core/products/product-card';

/** How the editor shows the states of products; there also what is published is worth a word. */
export const productStateWords: Record<ProductState, { tone: Tone; word: string }> = {
  draft: { tone: 'info', word: 'Draft' },
  published: { tone: 'success', word: 'Published' },
  deprecated: { tone: 'warning', word: 'Deprecated' },
  retired: { tone: 'neutral', word: 'Retired' },
};

/** What is wrong with a product, in a word or two. */
export const problemWords: Record<ProductProblem, string> = {
  policy_gone: 'Policy missing at the gateway',
  policy_refused: 'Policy not at the gateway yet',
  no_catalog: 'In no catalog',
  past_sunset: 'Its last day has passed',
};
