'use client';

import clsx from 'clsx';
import { X } from 'lucide-react';
import { type MouseEvent, type ReactNode, useId, useRef } from 'react';
import { Button, type ButtonSize, type ButtonVariant, buttonClass, IconButton } from './button';

/** The button that opens a dialog, and how wide the dialog is. */
export type DialogProps = {
  /** The words on the button. */
  trigger: string;
  triggerVariant?: ButtonVariant;
  triggerSize?: ButtonSize;
  triggerIcon?: ReactNode;
  /** Instead of a button's look: `menu-item` or `menu-item tone-danger` makes it an entry of a `Menu`. */
  triggerClassName?: string;
  title: ReactNode;
  description?: ReactNode;
  wide?: boolean;
  children: ReactNode;
};

/**
 * A button and the dialog that it opens: the browser's own, so focus stays inside, Escape closes it, and focus comes
 * back. Newer browsers open it without JavaScript. An `ActionForm` inside closes it when it is done.
 */
export function Dialog({
  trigger,
  triggerVariant,
  triggerSize,
  triggerIcon,
  triggerClassName,
  ...content
}: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = { command: 'show-modal', commandfor: id };

  return (
    <>
      <button
        type="button"
        className={triggerClassName ?? buttonClass({ variant: triggerVariant, size: triggerSize })}
        aria-haspopup="dialog"
        {...open}
        onClick={() => {
          // Whoever knows `commandfor` opens it after this; both would be one too many, and the browser warns of it.
          if (!('commandForElement' in HTMLButtonElement.prototype)) dialog.current?.showModal();
        }}
      >
        {triggerIcon}
        {trigger}
      </button>
      <dialog
        ref={dialog}
        id={id}
        aria-labelledby={`${id}-title`}
        className={clsx('dialog', content.wide && 'dialog-wide')}
      >
        <DialogContent id={id} {...content} />
      </dialog>
    </>
  );
}

function DialogContent({
  id,
  title,
  description,
  children,
}: { id: string } & Pick<DialogProps, 'title' | 'description' | 'children'>) {
  const close = { command: 'close', commandfor: id };
  return (
    <>
      <div className="grid gap-5 p-6">
        <header className="grid gap-1 pr-8">
          <h2 id={`${id}-title`} className="font-semibold text-lg">
            {title}
          </h2>
          {description && <div className="text-ink-muted text-sm">{description}</div>}
        </header>
        {children}
      </div>
      {/* Last, so that focus starts at the first field, or at Cancel where nothing is asked. */}
      <IconButton
        label="Close"
        size="sm"
        className="absolute top-5 right-4"
        icon={<X aria-hidden="true" />}
        {...close}
        onClick={closeDialogAround}
      />
    </>
  );
}

function closeDialogAround(event: MouseEvent<HTMLElement>) {
  event.currentTarget.closest('dialog')?.close();
}

/** A button inside a dialog that closes it and does nothing else. */
export function DialogCancel({ children = 'Cancel' }: { children?: ReactNode }) {
  return <Button onClick={closeDialogAround}>{children}</Button>;
}
