'use client';

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { TOAST_EVENT, type ToastMessage, type ToastTone } from './toast';

type Shown = ToastMessage & { id: number };

/** How long a message stays when nobody points at it. Errors stay until they are closed. */
const STAYS_MS = 7000;
const SHOWN_MAX = 3;
const ICONS: Record<ToastTone, typeof Info> = { success: CircleCheck, info: Info, danger: CircleAlert };

/** Where messages appear that outlive the form that caused them. Stands once, in the root layout. */
export function ToastRegion() {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const [isHeld, setHeld] = useState(false);

  useEffect(() => {
    let lastId = 0;
    const add = (event: Event) => {
      const { detail } = event as CustomEvent<ToastMessage>;
      lastId += 1;
      const toast = { ...detail, id: lastId };
      setToasts((before) => [...before, toast].slice(-SHOWN_MAX));
    };
    window.addEventListener(TOAST_EVENT, add);
    return () => window.removeEventListener(TOAST_EVENT, add);
  }, []);

  const oldest = toasts.find((toast) => toast.tone !== 'danger');

  useEffect(() => {
    if (!oldest || isHeld) return;
    const timer = setTimeout(() => setToasts((before) => without(before, oldest.id)), STAYS_MS);
    return () => clearTimeout(timer);
  }, [oldest, isHeld]);

  return (
    <section
      aria-label="Messages"
      className="toast-region"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div role="status" aria-atomic="false" className="contents">
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} onClose={() => setToasts((before) => without(before, toast.id))} />
        ))}
      </div>
    </section>
  );
}

function without(toasts: Shown[], id: number): Shown[] {
  return toasts.filter((toast) => toast.id !== id);
}

function Toast({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const Icon = ICONS[toast.tone];
  return (
    <div className="toast">
      <Icon aria-hidden="true" className={TONES[toast.tone]} />
      <p className="min-w-0 flex-1 break-words">{toast.message}</p>
      <button
        type="button"
        aria-label="Close message"
        onClick={onClose}
        className="grid size-6 cursor-pointer place-items-center rounded-sm text-ink-muted hover:text-ink"
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}

const TONES: Record<ToastTone, string> = { success: 'text-success', info: 'text-info', danger: 'text-danger' };
