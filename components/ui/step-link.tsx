import type { ReactNode } from 'react';
import { CardLink } from './card';

/** One thing to do next, in a list of them: a card that leads to it. `icon` is decoration. */
export function StepLink(step: { href: string; icon: ReactNode; title: string; about: string }) {
  return (
    <li>
      <CardLink href={step.href} className="flex! h-full items-center gap-4 p-5!">
        <span className="grid size-10 flex-none place-items-center rounded-md bg-accent-soft text-accent-text [&_svg]:size-5">
          {step.icon}
        </span>
        <span className="grid min-w-0 gap-0.5">
          <span className="font-medium">{step.title}</span>
          <span className="text-ink-muted text-sm [overflow-wrap:anywhere]">{step.about}</span>
        </span>
      </CardLink>
    </li>
  );
}
