const STEP = '  ';
const OPENING = new Set(['{', '[']);
const CLOSING = new Set(['}', ']']);
/** A text, or a run of anything that is neither a bracket, a comma, a colon nor white space. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON with line breaks and indents, each value exactly as it was written: a number that JavaScript cannot hold is not
 * changed by being shown. Null for what is no JSON object or array.
 */
export function layOutJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text) || !isJson(text)) return null;
  const out: string[] = [];
  let depth = 0;
  let previous = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (CLOSING.has(token)) depth -= 1;
    if (breaksBefore(token, previous)) out.push('\n', STEP.repeat(depth));
    out.push(token === ':' ? ': ' : token);
    if (OPENING.has(token)) depth += 1;
    previous = token;
  }
  return out.join('');
}

function breaksBefore(token: string, previous: string): boolean {
  if (CLOSING.has(token)) return !OPENING.has(previous);
  return OPENING.has(previous) || previous === ',';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
