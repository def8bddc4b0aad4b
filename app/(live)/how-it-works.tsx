import { KeyRound, LibraryBig, ShoppingCart } from 'lucide-react';
import { SectionHeader } from '@/components/ui/page-header';

const STEPS = [
  {
    icon: LibraryBig,
    title: 'Find a product',
    words: 'Browse the catalogs, read guides and the reference of every API. You need no account for that.',
  },
  {
    icon: ShoppingCart,
    title: 'Ask for access',
    words: 'Add products to your cart, choose a plan, and name the app that will call them.',
  },
  {
    icon: KeyRound,
    title: 'Generate your key',
    words: 'As soon as the request is approved, one click makes your key, with a first call ready to copy.',
  },
];

/** What to do, in three steps. */
export function HowItWorks() {
  return (
    <section aria-labelledby="how" className="grid gap-5">
      <SectionHeader id="how" title="Three steps to your first call" />
      <ol className="grid gap-4 sm:gap-5 md:grid-cols-3">
        {STEPS.map(({ icon: Icon, title, words }, index) => (
          <li key={title} className="card grid content-start gap-3 p-5">
            <div className="flex items-center justify-between">
              <span className="grid size-10 place-items-center rounded-md bg-accent-soft text-accent-text">
                <Icon aria-hidden="true" className="size-5" />
              </span>
              <span aria-hidden="true" className="font-semibold text-2xl text-ink-faint tabular-nums">
                {index + 1}
              </span>
            </div>
            <h3 className="font-semibold">{title}</h3>
            <p className="text-ink-muted text-sm">{words}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
