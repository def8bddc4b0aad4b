'use client';

import type { ReactNode } from 'react';
import type { FormAction } from '@/core/form-state';
import { ActionForm } from './action-form';
import type { ButtonVariant } from './button';
import { Dialog, DialogCancel, type DialogProps } from './dialog';
import { Field } from './field';
import { Input } from './input';
import { SubmitButton } from './submit-button';

type Props = Omit<DialogProps, 'children' | 'description' | 'wide'> & {
  /** What will happen, one sentence each: *3 keys stop working.* */
  consequences: readonly ReactNode[];
  /** The words on the button that does it. Defaults to those of the trigger. */
  confirmLabel?: string;
  confirmVariant?: ButtonVariant;
  /** Must be typed before the button does anything. */
  typeName?: string;
  action: FormAction;
  hidden?: Record<string, string>;
  idempotencyKey?: string;
  /** More fields, such as a reason or a grace period. */
  children?: ReactNode;
};

/**
 * Asks before something that cannot be taken back. `title` is a question with the name of the thing (*Revoke the key of
 * Ledger?*), `consequences` say what will happen; with `typeName` the name must be typed, for acts with many victims.
 */
export function ConfirmDialog({
  consequences,
  confirmLabel,
  confirmVariant = 'danger',
  typeName,
  action,
  hidden,
  idempotencyKey,
  children,
  triggerVariant = 'danger-quiet',
  ...dialog
}: Props) {
  return (
    <Dialog triggerVariant={triggerVariant} {...dialog}>
      <ActionForm
        action={action}
        // The browser itself holds the button back until the name is right.
        noValidate={!typeName}
        {...(hidden && { hidden })}
        {...(idempotencyKey && { idempotencyKey })}
      >
        <ul className="grid list-disc gap-1 pl-5 text-ink-muted">
          {consequences.map((consequence, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences, never reordered
            <li key={index}>{consequence}</li>
          ))}
        </ul>
        {children}
        {typeName && (
          <Field name="typedName" label={`Type ${typeName} to confirm`}>
            <Input autoComplete="off" spellCheck={false} pattern={escapePattern(typeName)} title={typeName} />
          </Field>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel />
          <SubmitButton variant={confirmVariant}>{confirmLabel ?? dialog.trigger}</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

/** A pattern (with the `v` flag, as browsers read it) that only this text fits. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/&!#%,:;<=>@`~-]/g, '\\$&');
}
