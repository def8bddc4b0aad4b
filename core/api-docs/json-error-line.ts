const TOKEN =
  /[ \t\r\n]*(?:("[^"\\\p{Cc}]*(?:\\.[^"\\\p{Cc}]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/uy;

/** What may come next: a value, a name, a colon, or what ends an entry. */
type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | 'colon' | 'end of entry';
type Token = 'text' | 'plain' | '{' | '}' | '[' | ']' | ',' | ':';

const AFTER_VALUE = { text: 'end of entry', plain: 'end of entry', '{': 'name or }', '[': 'value or ]' } as const;
const AFTER: Record<Wanted, Partial<Record<Token, Wanted>>> = {
  value: AFTER_VALUE,
  'value or ]': { ...AFTER_VALUE, ']': 'end of entry' },
  name: { text: 'colon' },
  'name or }': { text: 'colon', '}': 'end of entry' },
  colon: { ':': 'value' },
  'end of entry': { ',': 'value', '}': 'end of entry', ']': 'end of entry' },
};

/** The line in which a text stops being JSON. JSON.parse does not always tell. */
export function jsonErrorLine(text: string): number {
  return jsonErrorPlace(text).line;
}

/** Line and column, both from 1, at which a text stops being JSON. */
export function jsonErrorPlace(text: string): { line: number; column: number } {
  const open: Token[] = [];
  let wanted: Wanted = 'value';
  let reached = 0;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    const token = kindOf(found[1], found[2]);
    const next: Wanted | undefined = AFTER[wanted][token];
    if (next === undefined || !keepsPairs(token, open)) {
      return placeOf(text, TOKEN.lastIndex - (found[1] ?? found[2] ?? '').length);
    }
    wanted = token === ',' && open.at(-1) === '{' ? 'name' : next;
    reached = TOKEN.lastIndex;
    if (open.length === 0) break;
  }
  const rest = /\S/.exec(text.slice(reached));
  return placeOf(text, rest ? reached + rest.index : text.length);
}

function kindOf(value: string | undefined, sign: string | undefined): Token {
  if (value !== undefined) return value.startsWith('"') ? 'text' : 'plain';
  return sign as Token; // The expression matches no other signs.
}

/** Whether a closing bracket has its opening one; keeps count of them. */
function keepsPairs(token: Token, open: Token[]): boolean {
  if (token === '{' || token === '[') open.push(token);
  if (token === '}') return open.pop() === '{';
  if (token === ']') return open.pop() === '[';
  return true;
}

function placeOf(text: string, position: number): { line: number; column: number } {
  const lines = text.slice(0, position).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
