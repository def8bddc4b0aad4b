import clsx from 'clsx';
import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';

type StepState = 'done' | 'current' | 'todo' | 'failed';
/** One step of something that takes its time. */
export type Step = {
  title: ReactNode;
  state: StepState;
  /** Who and since when: *Approved by Priya, 2 hours ago*. */
  about?: ReactNode;
  /** What can be done now, or the reason of a refusal. */
  children?: ReactNode;
};

const WORDS: Record<StepState, string> = { done: 'Done', current: 'Now', todo: 'To come', failed: 'Ended' };

/** Where something that waits stands: what is done, whom it waits for since when, what comes next. */
export function Steps({ label, steps, className }: { label: string; steps: readonly Step[]; className?: string }) {
  return (
    <ol aria-label={label} className={clsx('steps', className)}>
      {steps.map((step, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of the steps is what they are
          key={index}
          data-state={step.state}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span aria-hidden="true" className="step-mark">
            {step.state === 'done' && <Check />}
            {step.state === 'failed' && <X />}
          </span>
          <div className="grid min-w-0 gap-0.5">
            <p className={clsx('font-medium', step.state === 'todo' && 'text-ink-muted')}>
              <span className="sr-only">{WORDS[step.state]}: </span>
              {step.title}
            </p>
            {step.about && <div className="text-ink-muted text-sm">{step.about}</div>}
            {step.children && <div className="mt-2">{step.children}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
