import { Badge } from '../ui/badge';
import { type AccentFigure, accentFigures, CONTRAST_MIN } from './accent-check';

const USES = { button: 'Button', link: 'Link' } as const;
const THEMES = { light: 'Light theme', dark: 'Dark theme' } as const;

/** How an accent colour looks and how well it can be read, in both themes, with the figures. */
export function ContrastCheck({ accent }: { accent: string }) {
  const figures = accentFigures(accent);
  if (!figures) return <p className="text-ink-muted text-sm">Enter a colour such as #3350d4 to see how it reads.</p>;
  const isAdapted = figures.some((figure) => figure.isAdapted);
  return (
    <div className="grid gap-3">
      <ul aria-label="Contrast" className="grid gap-3 sm:grid-cols-2">
        {figures.map((figure) => (
          <Figure key={`${figure.theme} ${figure.use}`} figure={figure} />
        ))}
      </ul>
      <p className="text-ink-muted text-sm">
        {isAdapted
          ? `Where your colour could not be read, a darker or lighter shade of it is used. `
          : 'Your colour is used as it is. '}
        Text needs {CONTRAST_MIN} to 1.
      </p>
    </div>
  );
}

function Figure({ figure }: { figure: AccentFigure }) {
  const { theme, use, ink, ground, ratio, isAdapted } = figure;
  const isEnough = ratio >= CONTRAST_MIN;
  return (
    <li className="flex items-center justify-between gap-3 rounded-md border border-line p-2.5 text-sm">
      <span className="grid gap-0.5">
        <span className="font-medium">{THEMES[theme]}</span>
        <span className="text-ink-muted">
          {USES[use]}
          {isAdapted && `, ${use === 'button' ? ground : ink}`}
        </span>
      </span>
      <span className="flex items-center gap-2">
        {/* Shown as it will be, whatever theme the admin has chosen. */}
        <span aria-hidden="true" style={{ color: ink, background: ground }} className="rounded-sm px-2.5 py-1">
          Aa
        </span>
        <Badge tone={isEnough ? 'success' : 'danger'}>{ratio.toFixed(1)} to 1</Badge>
      </span>
    </li>
  );
}
