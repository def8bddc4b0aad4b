import { MethodBadge } from './method-badge';
import type { IndexLine } from './search-index';

/** The operations that were found, below the field; the focus stays there, and its keys choose (`at`). */
export function FoundList({
  id,
  found,
  at,
  onChoose,
}: {
  id: string;
  found: readonly IndexLine[];
  at: number;
  onChoose: (line: IndexLine) => void;
}) {
  return (
    <div id={id} role="listbox" aria-label="Operations" hidden={found.length === 0} className="found">
      {found.map((line, index) => (
        <Found
          key={line[0]}
          id={`${id}-${index}`}
          line={line}
          isChosen={index === at}
          onChoose={() => onChoose(line)}
        />
      ))}
    </div>
  );
}

function Found({
  id,
  line: [, method, path, summary],
  isChosen,
  onChoose,
}: {
  id: string;
  line: IndexLine;
  isChosen: boolean;
  onChoose: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, where the focus stays
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the chosen entry
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      className="found-entry"
      // Before the field loses the focus, which closes the list.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <MethodBadge method={method} className="method-small" />
      <span className="min-w-0">
        <span className="block font-medium [overflow-wrap:anywhere]">{summary}</span>
        <code className="block text-ink-muted text-xs [overflow-wrap:anywhere]">{path}</code>
      </span>
    </div>
  );
}
