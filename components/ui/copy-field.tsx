'use client';

import { useId } from 'react';
import { CopyButton } from './copy-button';

/** A value to take away, in a read-only field with its label (*API key*) and a button that copies it (*Copy key*). */
export function CopyField({ label, value, copyLabel = 'Copy' }: { label: string; value: string; copyLabel?: string }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          spellCheck={false}
          autoComplete="off"
          className="input font-mono text-sm"
        />
        <CopyButton text={value} label={copyLabel} size="md" />
      </div>
    </div>
  );
}
