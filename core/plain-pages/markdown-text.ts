/** A text without markup, as Markdown that says just this: names and titles come from anybody. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|!~]/g, '\\$&');
}

/** A text in the type of code; whatever backquotes it has. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A block of code; whatever fences it has inside. */
export function codeBlock(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A link to a place of the portal. */
export function link(label: string, href: string): string {
  return `[${plain(label)}](${href.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(' ', '%20')})`;
}

/** Somebody's own Markdown inside of ours: its headings go below the one that it stands under. */
export function nested(markdown: string, under: 1 | 2 | 3): string {
  return markdown.trim().replace(/^(#{1,6})(?=\s)/gm, (marks) => '#'.repeat(Math.min(6, marks.length + under)));
}

/** Parts with an empty line between them; empty ones are left out. */
export function paragraphs(parts: readonly (string | false | null | undefined)[]): string {
  return `${parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n')}\n`;
}
