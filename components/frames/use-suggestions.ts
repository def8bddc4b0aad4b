'use client';

import { useEffect, useState } from 'react';
import type { Suggestion } from '@/core/search/suggest';

/** Long enough that a word is typed without asking for each letter; short enough that nobody waits. */
const PAUSE_MS = 90;

type State = 'idle' | 'searching' | 'failed';

/**
 * What the server suggests for `q`; the ones before stay while it looks. An answer that a newer question has overtaken
 * is thrown away.
 */
export function useSuggestions(
  area: 'live' | 'admin',
  q: string,
): { suggestions: readonly Suggestion[]; state: State } {
  const [found, setFound] = useState<{ suggestions: readonly Suggestion[]; state: State }>({
    suggestions: [],
    state: 'idle',
  });
  const words = q.trim();

  useEffect(() => {
    if (words === '') {
      setFound({ suggestions: [], state: 'idle' });
      return;
    }
    const aborter = new AbortController();
    setFound(({ suggestions }) => ({ suggestions, state: 'searching' }));
    const timer = setTimeout(async () => {
      const answer = await ask(area, words, aborter.signal);
      if (aborter.signal.aborted) return;
      setFound(answer === null ? { suggestions: [], state: 'failed' } : { suggestions: answer, state: 'idle' });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [area, words]);
  return found;
}

/** Null when nobody answered. */
async function ask(area: string, q: string, signal: AbortSignal): Promise<Suggestion[] | null> {
  try {
    const response = await fetch(`/search/suggest?${new URLSearchParams({ area, q })}`, { signal });
    if (!response.ok) return null;
    const { suggestions } = (await response.json()) as { suggestions: Suggestion[] };
    return suggestions;
  } catch {
    return null;
  }
}
