'use client';

import { Keyboard } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { INBOX_FORM } from './inbox-form-id';

const KEYS: readonly [key: string, does: string][] = [
  ['j', 'Next row'],
  ['k', 'Previous row'],
  ['x', 'Choose or leave out'],
  ['a', 'Approve the chosen ones, or this one'],
  ['d', 'Decline them: type a reason, then Enter'],
  ['m', 'Take care of them: assign to me'],
  ['o', 'Look at this row beside the list'],
  ['Enter', 'Open its page'],
  ['/', 'Search'],
  ['?', 'This list'],
];
const TRIGGER = 'inbox-keys';

/** Decides the inbox without a mouse. The row at hand is the one with the focus, so that screen readers follow. */
export function InboxKeyboard() {
  /** Where the focus was: the row that moved into the place of a decided one is the next. */
  const place = useRef(-1);
  useEffect(() => {
    const acts: Record<string, (event: KeyboardEvent) => void> = {
      j: () => move(place, 1),
      k: () => move(place, -1),
      x: () => boxAtHand(place)?.click(),
      a: () => act(place, 'approve'),
      d: () => act(place, 'decline'),
      m: () => act(place, 'assign'),
      o: () => look(place),
      '/': () => document.querySelector<HTMLInputElement>('#main input[type=search]')?.focus(),
      '?': () => document.querySelector<HTMLButtonElement>(`.${TRIGGER}`)?.click(),
    };
    const hear = (event: KeyboardEvent) => {
      const does = acts[event.key];
      if (!does || isTyping(event)) return;
      event.preventDefault();
      does(event);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);

  return (
    <Dialog
      trigger="Keyboard"
      triggerIcon={<Keyboard aria-hidden="true" />}
      triggerClassName={`btn btn-ghost max-md:hidden! ${TRIGGER}`}
      title="Keys of the inbox"
    >
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2.5">
        {KEYS.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return true;
  const { target } = event;
  return (
    target instanceof HTMLElement && target.matches('textarea, select, input:not([type=checkbox]), [contenteditable]')
  );
}

function rows(): HTMLTableRowElement[] {
  return [...document.querySelectorAll<HTMLTableRowElement>('tr[data-matter]')];
}

/** The row with the focus; after its decision the one that took its place. */
function rowAtHand(place: { current: number }): HTMLTableRowElement | undefined {
  const all = rows();
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  if (focused >= 0) place.current = focused;
  return all[Math.min(place.current, all.length - 1)];
}

function move(place: { current: number }, by: 1 | -1): void {
  const all = rows();
  const isLost = !all.some((row) => row.contains(document.activeElement));
  const from = rowAtHand(place);
  // With the focus gone the row that moved up is the next one already.
  const step = isLost && by === 1 && place.current >= 0 ? 0 : by;
  const next = from ? all.indexOf(from) + step : 0;
  place.current = Math.max(0, Math.min(next, all.length - 1));
  const row = all[place.current];
  row?.querySelector<HTMLAnchorElement>('th a')?.focus();
  // What stands beside the list follows.
  if (row?.dataset.cursor === undefined && document.querySelector('tr[data-cursor]')) lookLink(row)?.click();
}

function lookLink(row: HTMLTableRowElement | undefined): HTMLAnchorElement | null {
  return row?.querySelector<HTMLAnchorElement>('a[data-look]') ?? null;
}

function look(place: { current: number }): void {
  lookLink(rowAtHand(place))?.click();
}

function boxAtHand(place: { current: number }): HTMLInputElement | null {
  return rowAtHand(place)?.querySelector<HTMLInputElement>('input[type=checkbox]') ?? null;
}

/** Chooses the row at hand when none is chosen; then presses the button, or asks for the reason that Decline needs. */
function act(place: { current: number }, does: 'approve' | 'decline' | 'assign'): void {
  const form = document.getElementById(INBOX_FORM);
  if (!(form instanceof HTMLFormElement)) return;
  const button = form.querySelector<HTMLButtonElement>(`button[value=${does}]`);
  if (!button) return;
  const isChosen = document.querySelector(`input[form="${INBOX_FORM}"][name="ids"]:checked`) !== null;
  if (!isChosen) boxAtHand(place)?.click();
  // Whoever was chosen there before, this key means oneself: the first of the list.
  if (does === 'assign') form.querySelectorAll('select').forEach(chooseFirst);
  if (does === 'decline') form.querySelector<HTMLInputElement>('input[name=reason]')?.focus();
  else form.requestSubmit(button);
}

function chooseFirst(select: HTMLSelectElement): void {
  select.selectedIndex = 0;
}
