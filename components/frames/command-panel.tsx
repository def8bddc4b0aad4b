'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Suggestion, SuggestionKind } from '@/core/search/suggest';
import { PaletteField } from './palette-field';
import type { Place } from './places-of';
import { useSuggestions } from './use-suggestions';

type Props = { area: 'live' | 'admin'; places: readonly Place[]; onClose: () => void };
type Entry = { href: string; label: string; detail: string; group: string };

const GROUPS: Record<SuggestionKind, string> = {
  person: 'People',
  organization: 'Organizations',
  request: 'Requests',
  app: 'Apps',
  product: 'Products',
  operation: 'Operations',
  guide: 'Guides',
  page: 'Pages',
};

/** The search over everything, as a combobox in a dialog: type, choose with the arrows, go with Enter. */
export function CommandPanel({ area, places, onClose }: Props) {
  const id = useId();
  const router = useRouter();
  const dialog = useModal();
  const [q, setQ] = useState('');
  const [at, setAt] = useState(0);
  const [isHurried, setHurried] = useState(false);
  const { suggestions, state } = useSuggestions(area, q);
  const entries = entriesOf(area, q, places, suggestions);
  const current = Math.min(at, entries.length - 1);
  const chosen = entries[current];

  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  // Enter before the answer is there means the first of what was typed, not of what was typed before.
  useEffect(() => {
    if (!isHurried || state === 'searching') return;
    setHurried(false);
    if (chosen) go(chosen.href);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setAt((current + step + entries.length) % entries.length);
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      if (state === 'searching' && current <= 0) setHurried(true);
      else if (chosen) go(chosen.href);
    }
  };

  return (
    <dialog
      ref={dialog}
      data-palette
      aria-label="Search"
      className="dialog palette"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      onKeyDown={onKeyDown}
    >
      <PaletteField
        {...{ id, area, q, current, onClose }}
        count={entries.length}
        onType={(text) => {
          setQ(text);
          setAt(0);
          setHurried(false);
        }}
      />
      <List id={id} entries={entries} current={current} onPoint={setAt} onGo={go} />
      <p role="status" className={entries.length > 0 && state !== 'failed' ? 'sr-only' : 'palette-note'}>
        {noteOf(state, q, entries.length)}
      </p>
    </dialog>
  );
}

/** A dialog that is open for as long as it is drawn. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return dialog;
}

type ListProps = {
  id: string;
  entries: readonly Entry[];
  current: number;
  onPoint: (at: number) => void;
  onGo: (href: string) => void;
};

function List({ id, entries, current, onPoint, onGo }: ListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);
  const groups = [...new Set(entries.map(({ group }) => group))];
  return (
    <div ref={list} id={`${id}-list`} role="listbox" aria-label="Found" tabIndex={-1} className="palette-list">
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox, which has no element of its own
        <div key={group} role="group" aria-label={group}>
          <p aria-hidden="true" className="palette-group">
            {group}
          </p>
          {entries.map((entry, index) =>
            entry.group === group ? (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard where the focus is, in the field
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, as a combobox has it
              <div
                key={`${entry.group} ${entry.href}`}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === current}
                className="palette-option"
                onPointerMove={() => onPoint(index)}
                onClick={() => onGo(entry.href)}
              >
                <span className="truncate">{entry.label}</span>
                {entry.detail && <span className="truncate text-ink-muted text-sm">{entry.detail}</span>}
              </div>
            ) : null,
          )}
        </div>
      ))}
    </div>
  );
}

/** What was found, then the pages called so; everything of the navigation while nothing is typed. */
function entriesOf(
  area: 'live' | 'admin',
  q: string,
  places: readonly Place[],
  suggestions: readonly Suggestion[],
): Entry[] {
  const words = q.trim().toLowerCase();
  const found = suggestions.map(({ kind, label, detail, href }) => ({ label, detail, href, group: GROUPS[kind] }));
  const named = places.filter(({ label }) => label.toLowerCase().includes(words));
  const all =
    area === 'live' && words !== ''
      ? [
          {
            href: `/search?q=${encodeURIComponent(words)}`,
            label: `Everything with “${q.trim()}”`,
            detail: '',
            group: 'Search',
          },
        ]
      : [];
  return [...found, ...named.map((place) => ({ ...place, detail: '', group: 'Go to' })), ...all];
}

function noteOf(state: 'idle' | 'searching' | 'failed', q: string, count: number): string {
  if (state === 'failed') return 'The search does not answer. Try again in a moment.';
  if (state === 'searching') return 'Searching …';
  if (count > 0) return `${count} found`;
  return q.trim() === ''
    ? 'Type what you look for.'
    : `Nothing found for “${q.trim()}”. Try fewer words or other ones.`;
}
