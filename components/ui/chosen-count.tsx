'use client';

import { useEffect, useState } from 'react';

/** How many rows are chosen for the form with this id. Before JavaScript runs it says what to do. */
export function ChosenCount({ form, otherwise }: { form: string; otherwise: string }) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const recount = () => setCount(document.querySelectorAll(`input[form="${form}"][name="ids"]:checked`).length);
    // After a reset the boxes are empty only when the event has been handled.
    const recountSoon = () => requestAnimationFrame(recount);
    recount();
    document.addEventListener('change', recountSoon);
    document.addEventListener('reset', recountSoon);
    return () => {
      document.removeEventListener('change', recountSoon);
      document.removeEventListener('reset', recountSoon);
    };
  }, [form]);
  return (
    <p className="px-1.5 text-ink-muted text-sm" role="status">
      {count === 0 ? otherwise : `${count} chosen`}
    </p>
  );
}
