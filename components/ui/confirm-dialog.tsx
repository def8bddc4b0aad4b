'use client';

import type { ReactNode } from 'react';
import type { FormAction } from '@/core/form-state';
import { ActionForm } from './action-form';
import type { ButtonSize, ButtonVariant } from './button';
import { Dialog, DialogCancel } from './dialog';
import { Field } from './field';
import { Input } from './input';
import { SubmitButton } from './submit-button';

/**
 * Asks before something that cannot be taken back. Says what will happen; with `typeName` the name of the thing must be
 * typed, for acts with many victims.
 */
export function ConfirmDialog({
  trigger,
  triggerVariant = 'danger-quiet',
  triggerSize,
  triggerIcon,
  triggerClassName,
  title,
  consequences,
  confirmLabel,
  confirmVariant = 'danger',
  typeName,
  action,
  hidden,
  idempotencyKey,
  children,
}: {
  trigger: string;
  triggerVariant?: ButtonVariant;
  triggerSize?: ButtonSize;
  triggerIcon?: ReactNode;
  triggerClassName?: string;
  /** A question with the name of the thing: *Revoke the key of Ledger?* */
  title: ReactNode;
  /** What will happen, one sentence each: *3 keys stop working.* */
  consequences: readonly ReactNode[];
  /** The words on the button that does it. Defaults to those of the trigger. */
  confirmLabel?: string;
  confirmVariant?: ButtonVariant;
  typeName?: string;
  action: FormAction;
  hidden?: Record<string, string>;
  idempotencyKey?: string;
  /** More fields, such as a reason or a grace period. */
  children?: ReactNode;
}) {
  return (
    <Dialog
      trigger={trigger}
      triggerVariant={triggerVariant}
      {...(triggerSize && { triggerSize })}
      {...(triggerIcon !== undefined && { triggerIcon })}
      {...(triggerClassName && { triggerClassName })}
      title={title}
    >
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
          <SubmitButton variant={confirmVariant}>{confirmLabel ?? trigger}</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}

/** A pattern (with the `v` flag, as browsers read it) that only this text fits. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/&!#%,:;<=>@`~-]/g, '\\$&');
}
