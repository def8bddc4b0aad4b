'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import { MethodBadge } from './method-badge';
import { type Entry, findEntries, type IndexLine, prepare } from './search-index';

/** More found ones help nobody: another word does. */
const SHOWN_MAX = 40;

/**
 * Finds an operation while somebody types: the index is fetched when the field is entered, and searched in the browser.
 * Without JavaScript, and while the index is not there, it is a form that asks the server.
 */
export function OperationSearch({ href, q }: { href: string; q: string }) {
  const [typed, setTyped] = useState(q);
  const { entries, load } = useIndex(href);
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const { at, setAt, choose } = useChoice(listId);
  // The letters appear at once; the list may follow a moment later.
  const wanted = useDeferredValue(typed);
  const found = useMemo(() => (entries ? findEntries(entries, wanted, SHOWN_MAX) : []), [entries, wanted]);
  const isShown = isOpen && typed.trim() !== '' && entries !== null;

  // What was typed before this script ran counts: nobody waits for a page to be ready that looks ready.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what stood there at the start
  useEffect(() => {
    const early = field.current;
    if (!early || early !== document.activeElement) return;
    setTyped(early.value);
    setOpen(true);
    void load();
  }, []);

  const go = (line: IndexLine) => {
    setOpen(false);
    router.push(`${href}/${encodeURIComponent(line[0])}`);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setOpen(false);
    if (isShown && found.length > 0) choose(event, found, go);
  };

  return (
    <Form action={href} role="search" aria-label="Search the operations" className="operation-search">
      <span className="relative block">
        <Search aria-hidden="true" className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint" />
        <input
          ref={field}
          type="search"
          name="q"
          value={typed}
          autoComplete="off"
          role="combobox"
          aria-expanded={isShown}
          aria-controls={listId}
          aria-autocomplete="list"
          {...(isShown && at >= 0 && { 'aria-activedescendant': `${listId}-${at}` })}
          aria-label="Find an operation"
          placeholder="Find an operation"
          className="input w-full pl-8"
          onFocus={() => {
            setOpen(true);
            void load();
          }}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
            setAt(-1);
            void load();
          }}
          onKeyDown={onKeyDown}
        />
      </span>
      <FoundList id={listId} found={isShown ? found : []} at={at} onChoose={go} />
      {isShown && found.length === 0 && (
        <p role="status" className="found px-3 py-2 text-ink-muted text-sm">
          No operation has all of these words.
        </p>
      )}
    </Form>
  );
}

/** Which of the found is chosen by the arrows, -1 for none; Enter opens it. */
function useChoice(listId: string) {
  const [at, setAt] = useState(-1);
  const choose = (event: KeyboardEvent, found: readonly IndexLine[], go: (line: IndexLine) => void) => {
    const chosen = found[at];
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      go(chosen);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(found.length - 1, Math.max(-1, at + step));
    setAt(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return { at, setAt, choose };
}

/** The index of a reference, fetched once it is wanted; null until it is there. */
function useIndex(href: string) {
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const isAsked = useRef(false);
  const load = async () => {
    if (isAsked.current) return;
    isAsked.current = true;
    const answer = await fetch(`${href}/index.json`).catch(() => null);
    // The form still asks the server; the next time the field is entered, the index is asked for again.
    if (!answer?.ok) isAsked.current = false;
    else setEntries(prepare((await answer.json()) as IndexLine[]));
  };
  return { entries, load };
}

function FoundList({
  id,
  found,
  at,
  onChoose,
}: {
  id: string;
  found: readonly IndexLine[];
  at: number;
  onChoose: (line: IndexLine) => void;
}) {
  return (
    <div id={id} role="listbox" aria-label="Operations" hidden={found.length === 0} className="found">
      {found.map((line, index) => (
        <Found
          key={line[0]}
          id={`${id}-${index}`}
          line={line}
          isChosen={index === at}
          onChoose={() => onChoose(line)}
        />
      ))}
    </div>
  );
}

function Found({
  id,
  line: [, method, path, summary],
  isChosen,
  onChoose,
}: {
  id: string;
  line: IndexLine;
  isChosen: boolean;
  onChoose: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, where the focus stays
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen entry
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      className="found-entry"
      // Before the field loses the focus, which closes the list.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <MethodBadge method={method} className="method-small" />
      <span className="min-w-0">
        <span className="block font-medium [overflow-wrap:anywhere]">{summary}</span>
        <code className="block text-ink-muted text-xs [overflow-wrap:anywhere]">{path}</code>
      </span>
    </div>
  );
}
