'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/**
 * When what stands here changes to `isDone`, the pressed button is gone: the keyboard goes on at the link in its place.
 */
export function FocusOnChange({ isDone, children }: { isDone: boolean; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const wasDone = useRef(isDone);

  useEffect(() => {
    if (isDone && !wasDone.current) place.current?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
    wasDone.current = isDone;
  }, [isDone]);

  return <div ref={place}>{children}</div>;
}
