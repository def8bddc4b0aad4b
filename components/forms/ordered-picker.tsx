'use client';

import { ArrowDown, ArrowUp, GripVertical, Plus, X } from 'lucide-react';
import Link from 'next/link';
import { type DragEvent, type MouseEvent, useRef, useState } from 'react';
import type { FormAction } from '@/core/form-state';
import { ActionForm } from '../ui/action-form';
import { Badge } from '../ui/badge';
import { buttonClass, IconButton } from '../ui/button';
import { FieldError } from '../ui/field';
import { Select } from '../ui/select';
import { SubmitButton } from '../ui/submit-button';
import { moved, pressed } from './pressed';

/** Something that can be picked: *Payments*, with why people may not see it. */
export type Pickable = { id: string; name: string; note: string | null; href?: string };

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
  const [order, setOrder] = useState(held.map(({ id }) => id));
  const [told, setTold] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const dragged = useRef<string | null>(null);
  const isChanged = order.length !== held.length || order.some((id, at) => held[at]?.id !== id);
  const free = [...held, ...others].filter(({ id }) => !order.includes(id)).sort((a, b) => (a.name < b.name ? -1 : 1));

  const press = (event: MouseEvent<HTMLButtonElement>, id: string) => {
    // With JavaScript the list changes here, and is saved when it is as it should be.
    event.preventDefault();
    const { value, form } = event.currentTarget;
    const chosen = form ? new FormData(form).get('add') : null;
    const next = pressed(order, value, typeof chosen === 'string' ? chosen : '');
    setOrder(next);
    const name = all.get(id)?.name ?? '';
    const at = next.indexOf(id);
    setTold(
      id === ''
        ? `Added, ${next.length} chosen.`
        : at < 0
          ? `${name} taken out.`
          : `${name}: place ${at + 1} of ${next.length}.`,
    );
  };

  const drop = (event: DragEvent<HTMLLIElement>, onto: string) => {
    event.preventDefault();
    const id = dragged.current;
    dragged.current = null;
    if (!id || id === onto) return;
    setOrder((now) => moved(now, id, now.indexOf(onto) - now.indexOf(id)));
  };

  return (
    <ActionForm action={action} hidden={hidden}>
      {(state) => (
        <>
          {order.map((id) => (
            <input key={id} type="hidden" name="ids" value={id} />
          ))}
          {order.length === 0 ? (
            <p className="text-ink-muted">No {noun} is chosen yet.</p>
          ) : (
            <ul ref={list} aria-label={`Chosen ${noun}s, in order`} className="grid gap-1.5">
              {order.map((id, at) => {
                const one = all.get(id);
                if (!one) return null;
                return (
                  <li
                    key={id}
                    draggable
                    onDragStart={() => {
                      dragged.current = id;
                    }}
                    onDragOver={(event) => event.preventDefault()}
                    onDrop={(event) => drop(event, id)}
                    className="flex items-center gap-2 rounded-md border border-line bg-surface py-1 pr-1 pl-2"
                  >
                    <GripVertical aria-hidden="true" className="size-4 flex-none cursor-grab text-ink-faint" />
                    <PickedName one={one} />
                    <Press
                      label={`Move ${one.name} up`}
                      value={`up:${id}`}
                      icon={<ArrowUp aria-hidden="true" />}
                      isOff={at === 0}
                      onPress={(event) => press(event, id)}
                    />
                    <Press
                      label={`Move ${one.name} down`}
                      value={`down:${id}`}
                      icon={<ArrowDown aria-hidden="true" />}
                      isOff={at === order.length - 1}
                      onPress={(event) => press(event, id)}
                    />
                    <Press
                      label={`Take ${one.name} out`}
                      value={`remove:${id}`}
                      icon={<X aria-hidden="true" />}
                      onPress={(event) => press(event, id)}
                    />
                  </li>
                );
              })}
            </ul>
          )}
          {state.status === 'error' && state.fieldErrors.ids?.[0] && (
            <FieldError id={`${noun}s-error`}>{state.fieldErrors.ids[0]}</FieldError>
          )}
          {free.length > 0 && (
            <div className="flex flex-wrap items-center gap-2">
              <Select
                // A new list of choices begins at its first one.
                key={free.length}
                name="add"
                aria-label={`Add a ${noun}`}
                className="min-w-0 flex-1"
                options={free.map(({ id, name, note }) => ({ value: id, label: note ? `${name} (${note})` : name }))}
              />
              <button
                type="submit"
                name="press"
                value="add"
                className={buttonClass()}
                onClick={(event) => press(event, '')}
              >
                <Plus aria-hidden="true" />
                Add {noun}
              </button>
            </div>
          )}
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

function PickedName({ one }: { one: Pickable }) {
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-2 [overflow-wrap:anywhere]">
      {one.href ? (
        <Link href={one.href} className="link" draggable={false}>
          {one.name}
        </Link>
      ) : (
        one.name
      )}
      {one.note && <Badge>{one.note}</Badge>}
    </span>
  );
}

function Press({
  label,
  value,
  icon,
  isOff = false,
  onPress,
}: {
  label: string;
  value: string;
  icon: React.ReactNode;
  isOff?: boolean;
  onPress: (event: MouseEvent<HTMLButtonElement>) => void;
}) {
  return (
    <IconButton
      type="submit"
      name="press"
      value={value}
      label={label}
      icon={icon}
      size="sm"
      // Not `disabled`: that would throw the keyboard's focus away when a line reaches the end.
      aria-disabled={isOff || undefined}
      onClick={onPress}
    />
  );
}
