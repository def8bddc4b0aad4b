import { Liquid } from 'liquidjs';
import { htmlFilters, type TemplateFilters, textFilters } from './template-filters';

const TEMPLATE_CHARACTERS_MAX = 50_000;
const RENDER_TIME_MS_MAX = 2_000;
/** In liquidjs' own unit: about one per character that a render makes. */
const RENDER_MEMORY_MAX = 1_000_000;

/** What a template may do beyond printing a value: ask and compare. Nothing that loops, includes or unescapes. */
const allowedTags = new Set(['if', 'unless', 'case', 'comment']);
const allowedFilters = new Set(['capitalize', 'downcase', 'upcase', 'truncate', 'default']);

/**
 * An engine for the templates of one part of a mail. Templates come from admins, values from strangers: no template
 * can read a file, reach a prototype, print a value unescaped into HTML (there is no `raw`) or keep the process busy,
 * and one that names a variable, filter or tag that does not exist throws instead of sending a mail with a hole.
 */
export function createTemplateEngine(part: 'html' | 'text'): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    // A map instead of the file system, and an empty one.
    templates: {},
    parseLimit: TEMPLATE_CHARACTERS_MAX,
    renderLimit: RENDER_TIME_MS_MAX,
    memoryLimit: RENDER_MEMORY_MAX,
    ...(part === 'html' && { outputEscape: 'escape' as const }),
  });
  for (const tag of Object.keys(engine.tags)) if (!allowedTags.has(tag)) delete engine.tags[tag];
  for (const filter of Object.keys(engine.filters)) if (!allowedFilters.has(filter)) engine.unregisterFilter(filter);
  registerPieces(engine, part === 'html' ? htmlFilters : textFilters);
  return engine;
}

/** What liquidjs calls a filter with: `environments` are the values that the template is filled with. */
type FilterThis = { context: { environments: object } };

function registerPieces(engine: Liquid, pieces: TemplateFilters): void {
  for (const [name, piece] of Object.entries(pieces)) {
    function handler(this: FilterThis, value: unknown, label: unknown): string {
      if (name === 'button' || name === 'link') refuseForeignLink(this, value);
      return piece(String(value ?? ''), String(label ?? ''));
    }
    // `raw` because a piece escapes what it gets; escaped again it would show its own markup.
    engine.registerFilter(name, { handler, raw: true });
  }
}

/** A mail leads only where the portal says: a link is one of the message's own values, not a text of the template. */
function refuseForeignLink(filter: FilterThis, value: unknown): void {
  const given = Object.entries(filter.context.environments).filter(([name]) => /^(link|.*Link)$/.test(name));
  if (!given.some(([, link]) => link === value)) throw new Error('A link can only be one of the variables.');
}
