import type { LinkLine } from '@/db/schema';
import { invalidFields } from '../errors';
import {
  type Branding,
  FOOTER_LINKS_MAX,
  HEADLINE_MAX,
  LABEL_MAX,
  MENU_LINKS_MAX,
  ROBOTS_BYTES_MAX,
  WELCOME_MAX,
} from './branding';
import { linkProblem } from './link-problem';
import { robotsProblem } from './robots-problem';

/** A link as it was typed. `row` names its line of the form in errors; an empty line is none. */
export type TypedLink = LinkLine & { row?: string };
/** A branding as a form sends it. */
export type TypedBranding = Omit<Branding, 'menuLinks' | 'footerLinks'> & {
  menuLinks: readonly TypedLink[];
  footerLinks: readonly TypedLink[];
};

type Problems = Record<string, string[]>;

/**
 * Reads what an admin typed, or what a draft holds. Throws `invalid` with errors keyed `menuLinks.<row>.href` and so
 * on. That the logo exists is asked by the verbs.
 */
export function parseBranding(typed: TypedBranding): Branding {
  const problems: Problems = {};
  const accent = typed.accent.trim().toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(accent)) problems.accent = ['Enter a colour such as #3350d4.'];
  const headline = typed.headline.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (headline.length > HEADLINE_MAX || /\p{C}/u.test(headline)) {
    problems.headline = [`Use at most ${HEADLINE_MAX} characters that can be seen.`];
  }
  const welcome = lineEnds(typed.welcome);
  if (welcome.length > WELCOME_MAX) problems.welcome = [`Use at most ${WELCOME_MAX} characters.`];
  const robots = lineEnds(typed.robots);
  const robotsWrong = robotsProblem(robots);
  if (robotsWrong) problems.robots = [robotsWrong];
  const menuLinks = parseLinks(typed.menuLinks, 'menuLinks', MENU_LINKS_MAX, problems);
  const footerLinks = parseLinks(typed.footerLinks, 'footerLinks', FOOTER_LINKS_MAX, problems);
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return { accent, logoImageId: typed.logoImageId, headline, welcome, menuLinks, footerLinks, robots };
}

function parseLinks(typed: readonly TypedLink[], name: string, max: number, problems: Problems): LinkLine[] {
  const links: LinkLine[] = [];
  for (const [index, { row = String(index), ...given }] of typed.entries()) {
    const label = given.label.normalize('NFC').replace(/\s+/g, ' ').trim();
    const href = given.href.trim();
    if (!label && !href) continue;
    if (!label || label.length > LABEL_MAX || /\p{C}/u.test(label)) {
      problems[`${name}.${row}.label`] = [`Use 1 to ${LABEL_MAX} characters that can be seen.`];
    }
    const problem = linkProblem(href);
    if (problem) problems[`${name}.${row}.href`] = [problem];
    links.push({ label, href });
    if (links.length === max + 1) problems[`${name}.${row}.label`] = [`There can be at most ${max} links here.`];
  }
  return links;
}

function lineEnds(text: string): string {
  // A text that is too long needs no careful reading.
  return text
    .slice(0, Math.max(WELCOME_MAX, ROBOTS_BYTES_MAX) + 1)
    .replaceAll(/\r\n?/g, '\n')
    .trim();
}
