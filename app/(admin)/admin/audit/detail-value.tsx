/** A fact that was written down with an event, as lines to read: text, *from → to*, or a list of named facts. */
export function DetailValue({ value }: { value: unknown }) {
  if (!isRecord(value)) return <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">{inWords(value)}</span>;
  if ('from' in value && 'to' in value && !isRecord(value.from) && !isRecord(value.to)) {
    return (
      <span className="[overflow-wrap:anywhere]">
        {inWords(value.from)} → {inWords(value.to)}
      </span>
    );
  }
  return (
    <ul className="grid gap-1">
      {Object.entries(value).map(([name, inner]) => (
        <li key={name}>
          <span className="text-ink-muted">{nameInWords(name)}:</span> <DetailValue value={inner} />
        </li>
      ))}
    </ul>
  );
}

/** The name of a fact as people read it: `autoApproveDevelopers` is *Auto approve developers*. */
export function nameInWords(name: string): string {
  const words = name.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => {
    return `${end} ${start.toLowerCase()}`;
  });
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inWords(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === null || value === undefined || value === '') return 'nothing';
  if (Array.isArray(value) && !value.some(isRecord))
    return value.length > 0 ? value.map(inWords).join(', ') : 'nothing';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
