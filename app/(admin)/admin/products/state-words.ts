import type { Tone } from '@/components/ui/badge';
import type { ProductState } from '@/core/products/product-card';

/** How the editor shows the states of products; there also what is published is worth a word. */
export const productStateWords: Record<ProductState, { tone: Tone; word: string }> = {
  draft: { tone: 'info', word: 'Draft' },
  published: { tone: 'success', word: 'Published' },
  deprecated: { tone: 'warning', word: 'Deprecated' },
  retired: { tone: 'neutral', word: 'Retired' },
};
