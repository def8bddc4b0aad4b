'use client';

import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { Kbd } from '../ui/kbd';
import type { Place } from './places-of';

type Props = { area: 'live' | 'admin'; places: readonly Place[]; className?: string };

/** Most pages are left without it, so its code comes when it is first opened. */
const Panel = lazy(() => import('./command-panel').then(({ CommandPanel }) => ({ default: CommandPanel })));

/**
 * The button that opens the search over everything, and ⌘K or Ctrl K anywhere. Shown once JavaScript runs; until then,
 * and without it, the plain search field stands in its place.
 */
export function CommandPalette({ area, places, className }: Props) {
  const [isOpen, setOpen] = useState(false);
  const modifier = useSyncExternalStore(neverChanges, keyboardOf, () => 'Ctrl');

  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      // Another dialog that is open is not left behind.
      if (document.querySelector('dialog[open]:not([data-palette])')) return;
      event.preventDefault();
      setOpen((open) => !open);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);

  return (
    <>
      <button
        type="button"
        className={`palette-trigger ${className ?? ''}`}
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen(true)}
      >
        <Search aria-hidden="true" />
        <span className="flex-1 text-start">Search</span>
        <span aria-hidden="true" className="flex gap-1">
          <Kbd>{modifier}</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      {isOpen && (
        <Suspense>
          <Panel area={area} places={places} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function neverChanges() {
  return () => {};
}

function keyboardOf(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}
