'use client';

import { Keyboard } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { DECIDE_FORM } from './decide-form-id';

const KEYS: readonly [key: string, does: string][] = [
  ['j', 'Next request'],
  ['k', 'Previous request'],
  ['x', 'Choose or leave out'],
  ['a', 'Approve the chosen ones, or this one'],
  ['d', 'Decline them: type a reason, then Enter'],
  ['Enter', 'Open this request'],
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
      a: () => decide(place, 'approve'),
      d: () => decide(place, 'decline'),
      '/': () => document.querySelector<HTMLInputElement>('#main input[type=search]')?.focus(),
      '?': () => document.querySelector<HTMLButtonElement>(`.${TRIGGER}`)?.click(),
    };
    const hear = (event: KeyboardEvent) => {
      const act = acts[event.key];
      if (!act || isTyping(event)) return;
      event.preventDefault();
      act(event);
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
  return [...document.querySelectorAll<HTMLTableRowElement>('tr[data-request]')];
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
  all[place.current]?.querySelector<HTMLAnchorElement>('th a')?.focus();
}

function boxAtHand(place: { current: number }): HTMLInputElement | null {
  return rowAtHand(place)?.querySelector<HTMLInputElement>('input[type=checkbox]') ?? null;
}

/** Chooses the row at hand when none is chosen; then presses Approve, or asks for the reason that Decline needs. */
function decide(place: { current: number }, decision: 'approve' | 'decline'): void {
  const form = document.getElementById(DECIDE_FORM);
  if (!(form instanceof HTMLFormElement)) return;
  const isChosen = document.querySelector(`input[form="${DECIDE_FORM}"][name="ids"]:checked`) !== null;
  const box = boxAtHand(place);
  if (!isChosen) box?.click();
  if (decision === 'decline') form.querySelector<HTMLInputElement>('input[name=reason]')?.focus();
  else form.requestSubmit(form.querySelector<HTMLButtonElement>('button[value=approve]'));
}
