'use client';

import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button, IconButton } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { withMoved } from '../draft-fields';

type Link = { label: string; href: string };
type Row = { id: number; link: Link | null };

type Props = {
  /** What the fields' names start with. */
  prefix: string;
  legend: string;
  hint: string;
  links: readonly Link[];
  max: number;
  /** The id of a list of places to link to. */
  suggestions: string;
  mayChange: boolean;
};

/**
 * Links as rows of one form. Without JavaScript there is always one empty row more, and a link goes by emptying its
 * row; with it there are buttons that add, move and remove.
 */
export function LinkEditor({ prefix, legend, hint, links, max, suggestions, mayChange }: Props) {
  const { rows, told, list, add, move, remove } = useRows({ links, max, mayChange });
  return (
    <Fieldset legend={legend} hint={hint}>
      <div ref={list} className="grid gap-3 empty:hidden">
        {rows.map((row, index) => (
          <LinkRow
            key={row.id}
            {...{ prefix, row, suggestions, mayChange }}
            place={{ index, of: rows.length }}
            onMove={(to) => move(index, to)}
            onRemove={() => remove(index)}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="text-ink-muted text-sm">There are none.</p>}
      <p role="status" className="sr-only">
        {told}
      </p>
      {mayChange && rows.length < max && (
        <div>
          <Button size="sm" onClick={add} className="noscript:hidden">
            <Plus aria-hidden="true" />
            Add a link
          </Button>
        </div>
      )}
    </Fieldset>
  );
}

/** The rows, what happens to them, and what is said of it; the focus follows the row that was touched. */
function useRows({ links, max, mayChange }: Pick<Props, 'links' | 'max' | 'mayChange'>) {
  const [rows, setRows] = useState<Row[]>(() => {
    const given: (Link | null)[] = mayChange && links.length < max ? [...links, null] : [...links];
    return given.map((link, id) => ({ id, link }));
  });
  const [told, setTold] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const change = (next: Row[], words: string, focus?: { id: number; on: string }) => {
    // At once, so that the focus meets the rows as they are now.
    flushSync(() => {
      setRows(next);
      setTold(words);
    });
    const at = focus && list.current?.querySelector(`[data-row="${focus.id}"]`);
    for (const selector of focus?.on.split(', ') ?? []) {
      const found = at?.querySelector<HTMLElement>(selector);
      if (found) return found.focus();
    }
  };
  const add = () => {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    change([...rows, { id, link: null }], '', { id, on: 'input:not([type=hidden])' });
  };
  const move = (from: number, to: number) => {
    const id = rows[from]?.id ?? 0;
    const on = to < from ? '[data-way=up]:enabled, [data-way=down]' : '[data-way=down]:enabled, [data-way=up]';
    change(withMoved(rows, from, to), `Now ${to + 1} of ${rows.length}.`, { id, on });
  };
  const remove = (index: number) => {
    const next = rows[index + 1] ?? rows[index - 1];
    const words = `Link ${index + 1} is removed.`;
    change(
      rows.filter((_row, at) => at !== index),
      words,
      next && { id: next.id, on: '[data-removal]' },
    );
  };
  return { rows, told, list, add, move, remove };
}

type RowButtonsProps = {
  place: { index: number; of: number };
  onMove: (to: number) => void;
  onRemove: () => void;
};
type LinkRowProps = RowButtonsProps & Pick<Props, 'prefix' | 'suggestions' | 'mayChange'> & { row: Row };

function LinkRow({ prefix, row, place, suggestions, mayChange, onMove, onRemove }: LinkRowProps) {
  return (
    <div data-row={row.id} className="flex flex-wrap items-end gap-2">
      <input type="hidden" name={`${prefix}.rows`} value={row.id} />
      <Field name={`${prefix}.${row.id}.label`} label="Words" required={false} showOptional={false} className="w-48">
        <Input defaultValue={row.link?.label ?? ''} maxLength={40} />
      </Field>
      <Field
        name={`${prefix}.${row.id}.href`}
        label="Leads to"
        required={false}
        showOptional={false}
        className="min-w-48 flex-1"
      >
        <Input
          defaultValue={row.link?.href ?? ''}
          maxLength={500}
          list={suggestions}
          placeholder="/pages/about"
          spellCheck={false}
        />
      </Field>
      {mayChange && <RowButtons {...{ place, onMove, onRemove }} />}
    </div>
  );
}

function RowButtons({ place, onMove, onRemove }: RowButtonsProps) {
  const title = `link ${place.index + 1}`;
  const move = (way: 'up' | 'down') => {
    const to = way === 'up' ? place.index - 1 : place.index + 1;
    return (
      <IconButton
        label={`Move ${title} ${way}`}
        icon={way === 'up' ? <ArrowUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />}
        data-way={way}
        disabled={to < 0 || to >= place.of}
        onClick={() => onMove(to)}
      />
    );
  };
  return (
    <span className="noscript:hidden flex">
      {move('up')}
      {move('down')}
      <IconButton label={`Remove ${title}`} icon={<X aria-hidden="true" />} data-removal onClick={onRemove} />
    </span>
  );
}
