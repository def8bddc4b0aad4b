'use client';

import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '@/components/ui/button';
import { SectionHeader } from '@/components/ui/page-header';
import { withMoved } from './draft-fields';
import { type Question, QuestionRow } from './question-row';

type Row = { id: number; question: Question | null; isRemoved: boolean };

type Props = {
  /** What the fields' names start with, such as `requestFields`. */
  prefix: string;
  title: string;
  description: string;
  questions: readonly Question[];
  mayChange: boolean;
  /** For sign-up fields: how many people answered each, by its name. They also say whom they ask, and go into keys. */
  answeredBy?: Readonly<Record<string, number>>;
  /** Told after rows came, went or moved. */
  onRows?: () => void;
};

/**
 * The questions as rows of one form. Without JavaScript there is always one empty row more, a question goes by emptying
 * its words, and the buttons that move it save the form; with it there are buttons for all of that, and nothing is
 * saved before Save.
 */
export function QuestionEditor({ prefix, title, description, questions, mayChange, answeredBy, onRows }: Props) {
  const { rows, told, list, add, move, remove } = useRows({ questions, mayChange }, onRows);
  return (
    <section className="grid gap-3">
      <SectionHeader title={title} description={description} />
      {/* Enter in a field presses the form's first button: without this one it would move a row. */}
      {mayChange && <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />}
      {rows.length === 0 && <p className="text-ink-muted">Nothing is asked.</p>}
      <div ref={list} className="grid gap-3 empty:hidden">
        {rows.map((row, index) => (
          <QuestionRow
            key={row.id}
            prefix={prefix}
            id={row.id}
            place={{ index, of: rows.length }}
            question={row.question}
            isRemoved={row.isRemoved}
            answeredBy={answeredBy && (row.question ? (answeredBy[row.question.name] ?? 0) : null)}
            onMove={mayChange ? (way) => move(index, way) : null}
            onRemove={(isRemoved) => remove(row.id, isRemoved)}
          />
        ))}
      </div>
      <p role="status" className="sr-only">
        {told}
      </p>
      {mayChange && (
        <div>
          <Button size="sm" onClick={add} className="noscript:hidden">
            <Plus aria-hidden="true" />
            Add a question
          </Button>
        </div>
      )}
    </section>
  );
}

/** The rows, what happens to them, and what is said of it; the focus follows the row that was touched. */
function useRows({ questions, mayChange }: Pick<Props, 'questions' | 'mayChange'>, onRows?: () => void) {
  const [rows, setRows] = useState<Row[]>(() => {
    const given: (Question | null)[] = mayChange ? [...questions, null] : [...questions];
    return given.map((question, id) => ({ id, question, isRemoved: false }));
  });
  const [told, setTold] = useState('');
  const list = useRef<HTMLDivElement>(null);

  // At once, so that what follows (the focus, the preview) meets the rows as they are now.
  const change = (next: Row[], words = '') => {
    flushSync(() => {
      setRows(next);
      setTold(words);
    });
    onRows?.();
  };
  const add = () => {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    change([...rows, { id, question: null, isRemoved: false }]);
    focusIn(list.current, id, 'input:not([type=hidden])');
  };
  const move = (from: number, way: 'up' | 'down') => {
    const id = rows[from]?.id;
    const to = way === 'up' ? from - 1 : from + 1;
    if (id === undefined || to < 0 || to >= rows.length) return;
    change(withMoved(rows, from, to), `Now ${to + 1} of ${rows.length}.`);
    // A row that is moved loses the focus, and at the end its button is disabled.
    focusIn(list.current, id, `[data-way=${way}]:enabled, [data-way]:enabled`);
  };
  const remove = (id: number, isRemoved: boolean) => {
    const isNew = rows.some((row) => row.id === id && row.question === null);
    change(
      isNew ? rows.filter((row) => row.id !== id) : rows.map((row) => (row.id === id ? { ...row, isRemoved } : row)),
    );
    focusIn(list.current, id, '[data-removal]');
  };
  return { rows, told, list, add, move, remove };
}

function focusIn(list: HTMLElement | null, rowId: number, selector: string): void {
  const row = list?.querySelector(`[data-row="${rowId}"]`);
  const [first, ...others] = selector.split(', ');
  const found = first && row?.querySelector<HTMLElement>(first);
  (found || (others[0] ? row?.querySelector<HTMLElement>(others[0]) : null))?.focus();
}
