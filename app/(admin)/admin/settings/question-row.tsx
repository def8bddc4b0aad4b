'use client';

import { ArrowDown, ArrowUp, Trash2, Undo2 } from 'lucide-react';
import type { MouseEvent } from 'react';
import { Button, IconButton } from '@/components/ui/button';
import { QuestionParts } from './question-parts';

/** A question as admins defined it. It keeps its name for ever, because answers refer to it. */
export type Question = {
  name: string;
  label: string;
  kind: 'text' | 'long_text' | 'number' | 'choice' | 'yes_no' | 'url';
  required: boolean;
  help?: string;
  choices?: string[];
  pattern?: string;
  patternHelp?: string;
  min?: number;
  max?: number;
  adminsOnly?: boolean;
  notInKeys?: boolean;
};

type Props = {
  prefix: string;
  id: number;
  place: { index: number; of: number };
  question: Question | null;
  isRemoved: boolean;
  /** Of a sign-up field: how many people answered it; null for a new one. Undefined: no sign-up field. */
  answeredBy: number | null | undefined;
  /** Null for who may only read. */
  onMove: ((way: 'up' | 'down') => void) | null;
  onRemove: (isRemoved: boolean) => void;
};

/**
 * One question of the editor. A removed one stays until Save, so that it can be put back; it sends nothing meanwhile.
 */
export function QuestionRow({ prefix, id, place, question, isRemoved, answeredBy, onMove, onRemove }: Props) {
  const title = question ? `Question ${place.index + 1}` : `Question ${place.index + 1} (new)`;
  return (
    <div data-row={id} className="card min-w-0 p-(--card-padding)">
      {isRemoved && question && (
        <Removed question={question} answeredBy={answeredBy ?? 0} onPutBack={() => onRemove(false)} />
      )}
      <fieldset disabled={isRemoved} hidden={isRemoved} className="group grid min-w-0 gap-3 [&[hidden]]:hidden">
        <legend className="sr-only">{title}</legend>
        <input type="hidden" name={`${prefix}.rows`} value={id} />
        {question && <input type="hidden" name={`${prefix}.${id}.name`} value={question.name} />}
        <QuestionParts
          prefix={`${prefix}.${id}`}
          title={title}
          question={question}
          isSignUp={answeredBy !== undefined}
        />
        {answeredBy ? <p className="field-hint">{answeredWords(answeredBy)}</p> : null}
        {onMove && (
          <RowButtons
            move={{ name: `${prefix}.move`, id, place, onMove }}
            title={title}
            onRemove={() => onRemove(true)}
          />
        )}
      </fieldset>
    </div>
  );
}

function answeredWords(people: number): string {
  const who = people === 1 ? 'One person has' : `${people} people have`;
  return `${who} answered. If you remove the question, the answers stay in the records but are not shown any more.`;
}

function Removed({
  question,
  answeredBy,
  onPutBack,
}: {
  question: Question;
  answeredBy: number;
  onPutBack: () => void;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="min-w-0 text-ink-muted [overflow-wrap:anywhere]">
        “{question.label}” goes when you save.
        {answeredBy > 0 && ` ${answeredBy === 1 ? 'One answer is' : `${answeredBy} answers are`} kept, unseen.`}
      </p>
      <Button size="sm" data-removal onClick={onPutBack}>
        <Undo2 aria-hidden="true" />
        Put back
      </Button>
    </div>
  );
}

type Move = {
  name: string;
  id: number;
  place: Props['place'];
  onMove: (way: 'up' | 'down') => void;
};

function RowButtons({ move, title, onRemove }: { move: Move; title: string; onRemove: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-1">
      <MoveButton move={move} way="up" title={title} isDisabled={move.place.index === 0} />
      <MoveButton move={move} way="down" title={title} isDisabled={move.place.index === move.place.of - 1} />
      <Button
        size="sm"
        variant="ghost"
        data-removal
        onClick={onRemove}
        className="noscript:hidden ml-auto"
        aria-label={`Remove ${title}`}
      >
        <Trash2 aria-hidden="true" />
        Remove
      </Button>
    </div>
  );
}

/** Sends the form where there is no JavaScript, and only then. */
function MoveButton(wish: { move: Move; way: 'up' | 'down'; title: string; isDisabled: boolean }) {
  const { move, way, title, isDisabled } = wish;
  const onClick = (event: MouseEvent) => {
    event.preventDefault();
    move.onMove(way);
  };
  return (
    <IconButton
      type="submit"
      name={move.name}
      value={`${move.id}.${way}`}
      size="sm"
      label={`Move ${title} ${way}`}
      icon={way === 'up' ? <ArrowUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />}
      data-way={way}
      disabled={isDisabled}
      onClick={onClick}
    />
  );
}
