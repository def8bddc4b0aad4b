import clsx from 'clsx';

/** An HTTP method: a word of fixed width, with a colour for what it does. */
export function MethodBadge({ method, className }: { method: string; className?: string }) {
  return (
    <span className={clsx('method', className)} data-method={method.toLowerCase()}>
      {shortName(method)}
    </span>
  );
}

function shortName(method: string): string {
  if (method.toLowerCase() === 'webhook') return 'HOOK';
  return method.toUpperCase() === 'DELETE' ? 'DEL' : method.toUpperCase();
}
