import { CircleCheck, CircleX } from 'lucide-react';
import type { FormState, RowResult } from '@/core/form-state';

/** What became of each of several things that one press of a button changed. Shows nothing before. */
export function RowResults({ state }: { state: FormState }) {
  if (state.status !== 'done' || !state.results) return null;
  return (
    <div role="status" className="grid gap-1.5 px-1.5 text-sm">
      <p className="font-medium">{state.message}</p>
      <ul className="grid gap-1">
        {state.results.map((result) => (
          <Result key={`${result.name} ${result.message}`} result={result} />
        ))}
      </ul>
    </div>
  );
}

function Result({ result }: { result: RowResult }) {
  const Icon = result.isRefused ? CircleX : CircleCheck;
  return (
    <li className="flex items-baseline gap-2">
      <Icon
        aria-hidden="true"
        className={`size-4 flex-none self-center ${result.isRefused ? 'text-danger' : 'text-success'}`}
      />
      <span>
        <span className="font-medium">{result.name}:</span> {result.message}
      </span>
    </li>
  );
}
