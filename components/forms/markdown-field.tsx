'use client';

import { Eye, Pencil } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { useFieldState } from '@/components/ui/form-context';
import { Prose } from '@/components/ui/prose';
import { Textarea } from '@/components/ui/textarea';
import type { SafeHtml } from '@/core/safe-html';

type Props = {
  name: string;
  label: string;
  /** `previewMarkdownAction` of app/(admin)/admin/markdown: renders what is typed. Null: it cannot be shown. */
  preview: (given: { text: string }) => Promise<SafeHtml | null>;
  hint?: ReactNode;
  required?: boolean;
  defaultValue?: string;
  rows?: number;
};

const LONG_ROWS = 8;
const UNSHOWN = 'The preview could not be made. Shorten the text, or check your connection.';

/**
 * A text in Markdown, and how it will look at the press of a button. A plain text area without JavaScript. Stands inside
 * an `ActionForm`.
 */
export function MarkdownField({ name, label, preview, hint, required = true, defaultValue, rows = 10 }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const shownId = useId();
  const [shown, setShown] = useState<{ html: SafeHtml | null } | null>(null);
  const [isPending, startTransition] = useTransition();
  const { error } = useFieldState(name);

  // A wrong text is mended where it is written.
  useEffect(() => {
    if (error) setShown(null);
  }, [error]);

  const show = () => {
    const text = place.current?.querySelector('textarea')?.value ?? '';
    startTransition(async () => {
      const html = await preview({ text }).catch(() => null);
      setShown({ html });
    });
  };

  return (
    <div ref={place} className="grid gap-2">
      <Field
        name={name}
        label={label}
        hint={hint ?? 'Markdown: headings, lists, tables, code, links and pictures.'}
        required={required}
        aside={<Toggle isShown={shown !== null} isPending={isPending} onShow={show} onWrite={() => setShown(null)} />}
      >
        <Textarea
          rows={rows}
          defaultValue={defaultValue}
          hidden={shown !== null}
          // The box is as high as its words; an empty one for a long text says that there is room.
          className={rows >= LONG_ROWS ? 'min-h-48 font-mono text-sm' : 'font-mono text-sm'}
          spellCheck
        />
        {shown && (
          <section
            id={shownId}
            aria-label={`Preview of ${label}`}
            aria-live="polite"
            className="max-h-[32rem] min-h-24 overflow-auto rounded-lg border border-line border-dashed bg-surface p-4"
          >
            <Shown html={shown.html} />
          </section>
        )}
      </Field>
    </div>
  );
}

function Toggle({
  isShown,
  isPending,
  onShow,
  onWrite,
}: {
  isShown: boolean;
  isPending: boolean;
  onShow: () => void;
  onWrite: () => void;
}) {
  return isShown ? (
    <Button variant="ghost" size="sm" onClick={onWrite}>
      <Pencil aria-hidden="true" />
      Write
    </Button>
  ) : (
    <Button variant="ghost" size="sm" onClick={onShow} aria-disabled={isPending || undefined}>
      <Eye aria-hidden="true" />
      Preview
    </Button>
  );
}

function Shown({ html }: { html: SafeHtml | null }) {
  if (html === null) return <p className="text-danger text-sm">{UNSHOWN}</p>;
  if (html === '') return <p className="text-ink-muted text-sm">There is nothing to show yet.</p>;
  return <Prose html={html} />;
}
