import type { Tone } from '@/components/ui/badge';
import type { DocumentState } from '@/core/api-docs/list-documents';

/** How lists show the states of a document's versions. */
export const documentStateWords: Record<DocumentState, { tone: Tone; word: string }> = {
  live: { tone: 'success', word: 'Live' },
  processing: { tone: 'info', word: 'Being read' },
  superseded: { tone: 'neutral', word: 'Replaced' },
  failed: { tone: 'danger', word: 'Not usable' },
};

/** A size for people: `812 B`, `43 kB`, `12.6 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `one remark`, `17 remarks`. */
export function remarksWords(count: number): string {
  return count === 1 ? '1 remark' : `${count} remarks`;
}
