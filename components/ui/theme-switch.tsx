import { Monitor, Moon, Sun } from 'lucide-react';

/** What the cookie `theme` may say. */
export type Theme = 'light' | 'dark' | 'system';

const CHOICES: readonly { theme: Theme; label: string; Icon: typeof Sun }[] = [
  { theme: 'light', label: 'Light theme', Icon: Sun },
  { theme: 'dark', label: 'Dark theme', Icon: Moon },
  { theme: 'system', label: 'Theme of the system', Icon: Monitor },
];

/**
 * Chooses light, dark or what the system says. `action` is a server action that reads the field `theme` and sets the
 * cookie of that name; the layout turns it into the class on `<html>`, so nothing flashes and no script is needed.
 */
export function ThemeSwitch({ theme, action }: { theme: Theme; action: (data: FormData) => Promise<void> }) {
  return (
    <form action={action}>
      <fieldset className="segments">
        <legend className="sr-only">Theme</legend>
        {CHOICES.map(({ theme: choice, label, Icon }) => (
          <button
            key={choice}
            type="submit"
            name="theme"
            value={choice}
            aria-pressed={theme === choice}
            aria-label={label}
            title={label}
          >
            <Icon aria-hidden="true" />
          </button>
        ))}
      </fieldset>
    </form>
  );
}
