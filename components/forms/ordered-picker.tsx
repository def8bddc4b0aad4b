'use client';

import { Plus } from 'lucide-react';
import { type MouseEvent, useRef, useState } from 'react';
import type { FormAction } from '@/core/form-state';
import { ActionForm } from '../ui/action-form';
import { buttonClass } from '../ui/button';
import { FieldError } from '../ui/field';
import { Select } from '../ui/select';
import { SubmitButton } from '../ui/submit-button';
import { type Pickable, PickedLine } from './picked-line';
import { moved, pressed } from './pressed';

type Props = {
  action: FormAction;
  hidden: Record<string, string>;
  /** *product*, *plan*. */
  noun: string;
  held: readonly Pickable[];
  others: readonly Pickable[];
};

/**
 * Picks things and puts them in order: by buttons, by keyboard, by dragging. Nothing is saved before *Save*; without
 * JavaScript each press saves what it does. Give it the record's version as `key`, so that it shows what was saved.
 */
export function OrderedPicker({ action, hidden, noun, held, others }: Props) {
  const all = new Map([...held, ...others].map((one) => [one.id, one]));
  const { order, told, press, drag, drop } = useOrder(held, all);
  const isChanged = order.length !== held.length || order.some((id, at) => held[at]?.id !== id);
  const free = [...held, ...others].filter(({ id }) => !order.includes(id)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const picked = order.flatMap((id) => all.get(id) ?? []);

  return (
    <ActionForm action={action} hidden={hidden}>
      {(state) => (
        <>
          {order.map((id) => (
            <input key={id} type="hidden" name="ids" value={id} />
          ))}
          {picked.length === 0 ? (
            <p className="text-ink-muted">No {noun} is chosen yet.</p>
          ) : (
            <ul aria-label={`Chosen ${noun}s, in order`} className="grid gap-1.5">
              {picked.map((one, at) => (
                <PickedLine
                  key={one.id}
                  one={one}
                  isFirst={at === 0}
                  isLast={at === picked.length - 1}
                  onPress={press}
                  onDrag={drag}
                  onDrop={drop}
                />
              ))}
            </ul>
          )}
          {state.status === 'error' && state.fieldErrors.ids?.[0] && (
            <FieldError id={`${noun}s-error`}>{state.fieldErrors.ids[0]}</FieldError>
          )}
          {free.length > 0 && <AddOne noun={noun} free={free} onPress={(event) => press(event, '')} />}
          <p role="status" className="sr-only">
            {told}
          </p>
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton name="press" value="save">
              Save
            </SubmitButton>
            {isChanged && <span className="text-ink-muted text-sm">Not saved yet.</span>}
          </div>
        </>
      )}
    </ActionForm>
  );
}

/** The order as it is chosen here, and what a screen reader is told of the last change of it. */
function useOrder(held: readonly Pickable[], all: ReadonlyMap<string, Pickable>) {
  const [order, setOrder] = useState(held.map(({ id }) => id));
  const [told, setTold] = useState('');
  const dragged = useRef<string | null>(null);

  const press = (event: MouseEvent<HTMLButtonElement>, id: string) => {
    // With JavaScript the list changes here, and is saved when it is as it should be.
    event.preventDefault();
    const { value, form } = event.currentTarget;
    const chosen = form ? new FormData(form).get('add') : null;
    const next = pressed(order, value, typeof chosen === 'string' ? chosen : '');
    setOrder(next);
    setTold(inWords(all.get(id)?.name ?? null, next.indexOf(id) + 1, next.length));
  };
  const drag = (id: string) => {
    dragged.current = id;
  };
  const drop = (onto: string) => {
    const id = dragged.current;
    dragged.current = null;
    if (id && id !== onto) setOrder((now) => moved(now, id, now.indexOf(onto) - now.indexOf(id)));
  };
  return { order, told, press, drag, drop };
}

/** `name` is null when something was added; `place` is 0 when it is no longer in the list. */
function inWords(name: string | null, place: number, length: number): string {
  if (name === null) return `Added, ${length} chosen.`;
  return place === 0 ? `${name} taken out.` : `${name}: place ${place} of ${length}.`;
}

function AddOne({
  noun,
  free,
  onPress,
}: {
  noun: string;
  free: readonly Pickable[];
  onPress: (event: MouseEvent<HTMLButtonElement>) => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Select
        // A new list of choices begins at its first one.
        key={free.length}
        name="add"
        aria-label={`Add a ${noun}`}
        className="min-w-0 flex-1"
        options={free.map(({ id, name, note }) => ({ value: id, label: note ? `${name} (${note})` : name }))}
      />
      <button type="submit" name="press" value="add" className={buttonClass()} onClick={onPress}>
        <Plus aria-hidden="true" />
        Add {noun}
      </button>
    </div>
  );
}
