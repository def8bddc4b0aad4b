import { Search } from 'lucide-react';
import { Kbd } from '../ui/kbd';

type Props = {
  id: string;
  area: 'live' | 'admin';
  q: string;
  current: number;
  count: number;
  onType: (text: string) => void;
  onClose: () => void;
};

/** Where one types in the search over everything; the entries are chosen from here by the arrows. */
export function PaletteField({ id, area, q, current, count, onType, onClose }: Props) {
  return (
    <div className="palette-field">
      <Search aria-hidden="true" />
      <input
        type="text"
        role="combobox"
        aria-label="Search everything"
        aria-expanded={count > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(count > 0 && { 'aria-activedescendant': `${id}-${current}` })}
        placeholder={
          area === 'admin' ? 'People, organizations, products, requests …' : 'Products, operations, guides …'
        }
        value={q}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: it stands in a dialog, and that begins at its field
        autoFocus
        onChange={(event) => onType(event.target.value)}
      />
      {/* A phone has no such key. */}
      <button type="button" aria-label="Close search" className="cursor-pointer rounded-sm p-2" onClick={onClose}>
        <Kbd>Esc</Kbd>
      </button>
    </div>
  );
}
