'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useRouter } from 'next/navigation';
import {
  type KeyboardEvent,
  type RefObject,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { FoundList } from './found-list';
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

  const open = () => {
    setOpen(true);
    void load();
  };

  // What was typed before this script ran counts: nobody waits for a page to be ready that looks ready.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what stood there at the start
  useEffect(() => {
    const early = field.current;
    if (!early || early !== document.activeElement) return;
    setTyped(early.value);
    open();
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
      <SearchField
        {...{ field, typed, listId, at, isShown, onKeyDown }}
        onEnter={open}
        onLeave={() => setOpen(false)}
        onType={(words) => {
          setTyped(words);
          setAt(-1);
          open();
        }}
      />
      <FoundList id={listId} found={isShown ? found : []} at={at} onChoose={go} />
      {isShown && found.length === 0 && (
        <p role="status" className="found px-3 py-2 text-ink-muted text-sm">
          No operation has all of these words.
        </p>
      )}
    </Form>
  );
}

type SearchFieldProps = {
  field: RefObject<HTMLInputElement | null>;
  typed: string;
  /** The id of the list of what was found; each entry's has its number behind it. */
  listId: string;
  at: number;
  isShown: boolean;
  onEnter: () => void;
  onLeave: () => void;
  onType: (words: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function SearchField({ field, typed, listId, at, isShown, onEnter, onLeave, onType, onKeyDown }: SearchFieldProps) {
  return (
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
        onFocus={onEnter}
        onBlur={onLeave}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </span>
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
