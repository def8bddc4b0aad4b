import type { Liquid } from 'liquidjs';
import type { Message } from '@/core/ports/mail';
import { layoutHtml, layoutText, withInlineStyles } from './layout';
import type { MessageSource } from './message-template';
import { type PlainValues, plainLine, plainValues } from './message-values';
import { createTemplateEngine } from './template-engine';

/** A longer subject is cut by every client anyway. */
const SUBJECT_CHARACTERS_MAX = 150;

/**
 * A message whose templates are parsed. Throws when a value is missing or a template asks for one that is not there.
 */
export type CompiledMessage = (
  values: Readonly<Record<string, unknown>>,
  brand: Readonly<{ portalName: string }>,
) => Message;

const engines = { html: createTemplateEngine('html'), text: createTemplateEngine('text') };

/**
 * Parses the templates of a message once, so that it can be rendered often.
 * Throws liquidjs' ParseError, which names line and column, when a template does not parse.
 */
export function compileMessage(source: MessageSource): CompiledMessage {
  const subject = prepare(engines.text, source.subject);
  const html = prepare(engines.html, withInlineStyles(source.html));
  const text = prepare(engines.text, source.text);
  const because = prepare(engines.text, source.because);

  return (values, brand) => {
    const portalName = plainLine(brand.portalName);
    const scope = { ...plainValues(values), portalName };
    const frame = { portalName, subject: subjectLine(subject(withoutSecrets(scope))), because: because(scope) };
    return {
      subject: frame.subject,
      html: layoutHtml({ ...frame, body: html(scope) }),
      text: layoutText({ ...frame, body: text(scope) }),
    };
  };
}

function prepare(engine: Liquid, template: string): (scope: object) => string {
  const parsed = engine.parse(template);
  return (scope) => String(engine.renderSync(parsed, scope));
}

/** The subject is kept in the ledger: what leads somewhere by a token, and the key, cannot be printed in it. */
function withoutSecrets(scope: PlainValues): PlainValues {
  return Object.fromEntries(Object.entries(scope).filter(([name]) => !/^(key|link|.*Link)$/.test(name)));
}

/** The template may hold a line break even when no value does, and a header must not. */
function subjectLine(rendered: string): string {
  const characters = [...plainLine(rendered)];
  return characters.length > SUBJECT_CHARACTERS_MAX
    ? `${characters.slice(0, SUBJECT_CHARACTERS_MAX - 1).join('')}…`
    : characters.join('');
}
