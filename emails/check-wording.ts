import { type Liquid, LiquidError, Tokenizer, TokenKind } from 'liquidjs';
import type { Wording, WordingProblem } from '@/core/ports/wording';
import { createTemplateEngine } from './template-engine';
import { INDISPENSABLE, WORDING_CHARACTERS_MAX, WORDING_TAGS } from './wording-limits';

type Part = keyof Wording;

/** Stand for what liquid prints and for its tags, where only what the admin wrote is looked at. No text has them. */
const PRINTED_LINK = '\uE000';
const PRINTED = '\uE001';
const LIQUID_TAG = '\uE002';

const engines: Record<Part, Liquid> = {
  subject: createTemplateEngine('text'),
  html: createTemplateEngine('html'),
  text: createTemplateEngine('text'),
};

/**
 * Everything that is wrong with a wording, one sentence for each part at most. Asked before a wording is kept: the
 * engine refuses at rendering what can do harm, and this finds what it would only meet with other values.
 * `sample` names the variables; `tryOut` renders and throws.
 */
export function checkWording(
  wording: Wording,
  sample: Readonly<Record<string, unknown>>,
  tryOut: () => void,
): WordingProblem[] {
  const variables = ['portalName', ...Object.keys(sample)];
  const problems = (['subject', 'html', 'text'] as const).flatMap((part) => {
    const message = problemOf(part, wording[part], variables);
    return message ? [{ part, message }] : [];
  });
  if (problems.length > 0) return problems;
  try {
    tryOut();
    return [];
  } catch (error) {
    return [{ part: 'html', message: `It cannot be rendered: ${sentenceOf(error)}` }];
  }
}

function problemOf(part: Part, source: string, variables: readonly string[]): string | null {
  if (!source.trim()) return 'Write something.';
  if (source.length > WORDING_CHARACTERS_MAX[part]) {
    return `Use at most ${WORDING_CHARACTERS_MAX[part].toLocaleString('en')} characters.`;
  }
  const used = usedVariables(part, source);
  if (typeof used === 'string') return used;
  const unknown = used.find((name) => !variables.includes(name));
  if (unknown) return `There is no variable “${unknown}” in this message.`;
  if (part === 'subject') return problemOfSubject(source, used);
  const missing = INDISPENSABLE.find((name) => variables.includes(name) && !used.includes(name));
  if (missing) return `The mail is of no use without {{ ${missing} }}.`;
  return problemOfWords(part, source);
}

/** The variables of every branch, also those that no sample leads to; or why the template does not parse. */
function usedVariables(part: Part, source: string): string[] | string {
  try {
    return engines[part].globalVariablesSync(engines[part].parse(source));
  } catch (error) {
    return sentenceOf(error);
  }
}

/** A subject is kept in the ledger, and links and keys must not be. */
function problemOfSubject(source: string, used: readonly string[]): string | null {
  const secret = used.find((name) => isLink(name) || name === 'key');
  if (secret) return `A subject cannot have {{ ${secret} }} in it: subjects are kept and shown in lists.`;
  return /[\r\n]/.test(source.trim()) ? 'A subject is one line.' : null;
}

function problemOfWords(part: Part, source: string): string | null {
  const written = withoutLiquid(source);
  if (typeof written !== 'string') return written.problem;
  if (/:\s*\/\/|\bwww[.]|\b(javascript|data|mailto):/i.test(written)) {
    return 'A link can only be one of the variables, such as {{ link }}: mails lead to the portal and nowhere else.';
  }
  return part === 'html' ? problemOfMarkup(written) : null;
}

/** What the admin wrote, with a mark for each output and tag. An output is a variable, never a quoted text. */
function withoutLiquid(source: string): string | { problem: string } {
  let written = '';
  for (const token of new Tokenizer(source).readTopLevelTokens()) {
    const text = token.getText();
    if (token.kind === TokenKind.HTML) written += text;
    else if (token.kind === TokenKind.Tag) written += LIQUID_TAG;
    else {
      const mark = markOfOutput(text);
      if (typeof mark !== 'string') return mark;
      written += mark;
    }
  }
  return written;
}

function markOfOutput(text: string): string | { problem: string } {
  const [, variable, filters = ''] = /^\{\{-?\s*(\w+)\s*(\|[\s\S]*?)?\s*-?\}\}$/.exec(text) ?? [];
  if (!variable) return { problem: `Begin each {{ … }} with the name of a variable: ${text.slice(0, 60)}` };
  if (!isLink(variable)) {
    const isLed = /\|\s*(button|link)\b/.test(filters);
    return isLed ? { problem: `{{ ${variable} }} is not a link, so it cannot be a button or a link.` } : PRINTED;
  }
  return filters === '' ? PRINTED_LINK : PRINTED;
}

/** Whatever begins with `<` has to be one of a few tags to the letter: nothing else can run, load or lead away. */
function problemOfMarkup(written: string): string | null {
  const link = new RegExp(`<a href="${PRINTED_LINK}">`, 'g');
  const plain = new RegExp(`</?(${WORDING_TAGS.join('|')})>|<(br|hr) ?/>|</a>`, 'g');
  const rest = written.replace(link, '').replace(plain, '');
  const at = rest.indexOf('<');
  if (at < 0) return null;
  const shown = rest.slice(at, at + 40).replace(/[\uE000-\uE002]/g, '…');
  return `Use only ${WORDING_TAGS.map((tag) => `<${tag}>`).join(' ')} and <a href="{{ link }}">, without attributes. This is not one of them: ${shown}`;
}

function isLink(name: string): boolean {
  return name === 'link' || name.endsWith('Link');
}

/** liquidjs names line and column in its first line; the rest repeats the template. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'The template does not parse.';
  const [first = ''] = error.message.split('\n');
  return error instanceof LiquidError || first ? `${first.slice(0, 200)}.`.replace(/[.]+$/, '.') : 'It does not parse.';
}
