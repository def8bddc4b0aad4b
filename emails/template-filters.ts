import { escapeHtml } from './escape-html';
import { fonts, palette } from './palette';

/** A filter of the templates: gets the value and the label, answers finished markup (or finished text). */
type Filter = (value: string, label: string) => string;

/** The pieces that a mail is made of. Both kinds have the same names, so a template reads alike in HTML and in text. */
export type TemplateFilters = Record<'button' | 'link' | 'fact' | 'quote' | 'code' | 'count', Filter>;

/** Pieces of an HTML mail. They escape what they get, because the engine passes their result on as it is. */
export const htmlFilters: TemplateFilters = {
  // A table cell with a colour: Outlook ignores the padding and the corners of a link, but not those of a cell.
  button: (url, label) =>
    `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0 0"><tr>` +
    `<td class="button" bgcolor="${palette.accent}" style="border-radius:6px;background:${palette.accent};mso-padding-alt:12px 20px">` +
    `<a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 20px;font-weight:600;line-height:20px;` +
    `color:${palette.onAccent};text-decoration:none">${escapeHtml(label)}</a></td></tr></table>` +
    `<p class="muted" style="margin:12px 0 20px;font-size:13px;line-height:20px;color:${palette.muted}">` +
    `If the button does not work, open this link:<br>${plainLink(url)}</p>`,
  link: (url, label) => `<p style="margin:0 0 16px">${escapeHtml(label)}:<br>${plainLink(url)}</p>`,
  fact: (value, label) =>
    value === ''
      ? ''
      : `<p style="margin:0 0 14px"><span class="muted" style="font-size:13px;color:${palette.muted}">` +
        `${escapeHtml(label)}</span><br><strong style="font-weight:600">${escapeHtml(value)}</strong></p>`,
  quote: (value, label) =>
    value === ''
      ? ''
      : `<p class="muted" style="margin:0 0 4px;font-size:13px;color:${palette.muted}">${escapeHtml(label)}</p>` +
        `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px"><tr>` +
        `<td class="quote" style="padding:2px 0 2px 14px;border-left:3px solid ${palette.line};word-break:break-word">` +
        `${escapeHtml(value)}</td></tr></table>`,
  code: (value) =>
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px"><tr>` +
    `<td class="box" bgcolor="${palette.box}" style="padding:14px 16px;border-radius:6px;background:${palette.box};` +
    `font-family:${fonts.mono};font-size:15px;line-height:22px;word-break:break-all">${escapeHtml(value)}</td></tr></table>`,
  count: (value, unit) => escapeHtml(counted(value, unit)),
};

/** The same pieces in plain text. A link stands alone on its line, so that no client takes the next word into it. */
export const textFilters: TemplateFilters = {
  button: (url, label) => `${label}:\n${url}`,
  link: (url, label) => `${label}:\n${url}`,
  fact: (value, label) => (value === '' ? '' : `${label}: ${value}`),
  quote: (value, label) => (value === '' ? '' : `${label}:\n> ${value}`),
  code: (value) => `    ${value}`,
  count: counted,
};

function plainLink(url: string): string {
  const link = escapeHtml(url);
  return `<a class="link" href="${link}" style="color:${palette.accent};word-break:break-all">${link}</a>`;
}

function counted(value: string, unit: string): string {
  return value === '1' ? `1 ${unit}` : `${value} ${unit}s`;
}
