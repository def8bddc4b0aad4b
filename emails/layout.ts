import { escapeHtml } from './escape-html';
import { fonts, palette } from './palette';

const WIDTH_PX = 600;

/** What a frame is drawn around. `body` is finished markup (or text); the others are plain text. */
type Framed = { portalName: string; subject: string; body: string; because: string };

const dark = palette.dark;
/** Clients that drop this block keep the light theme of the inline styles. */
const darkStyles = `@media (prefers-color-scheme: dark) {
  .ground { background: ${dark.ground} !important; }
  .card { background: ${dark.card} !important; border-color: ${dark.line} !important; color: ${dark.text} !important; }
  .text { color: ${dark.text} !important; }
  .muted { color: ${dark.muted} !important; }
  .box { background: ${dark.box} !important; }
  .quote { border-color: ${dark.line} !important; }
  .link { color: ${dark.accent} !important; }
}
@media (max-width: 480px) { .card { padding: 24px 20px 8px !important; } }`;

/**
 * The frame of an HTML mail: 600 px of tables with inline styles, which old Outlooks need, on a ground that follows
 * the reader's theme. Loads nothing: no picture, no font, no tracking.
 */
export function layoutHtml({ portalName, subject, body, because }: Framed): string {
  const name = escapeHtml(portalName);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${escapeHtml(subject)}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
${darkStyles}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:${palette.ground};-webkit-text-size-adjust:100%">
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${palette.ground}" style="background:${palette.ground}">
<tr><td align="center" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="${WIDTH_PX}" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:${WIDTH_PX}px;font-family:${fonts.text}">
<tr><td class="text" align="left" style="padding:0 4px 14px;font-family:${fonts.text};font-size:16px;font-weight:700;line-height:24px;color:${palette.text}">${name}</td></tr>
<tr><td class="card" align="left" bgcolor="${palette.card}" style="padding:32px 32px 16px;background:${palette.card};border:1px solid ${palette.line};border-radius:10px;font-family:${fonts.text};font-size:16px;line-height:25px;color:${palette.text};word-break:break-word">
${body}
</td></tr>
<tr><td class="muted" align="left" style="padding:16px 4px 0;font-family:${fonts.text};font-size:13px;line-height:20px;color:${palette.muted}">You get this mail because ${escapeHtml(because)}</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

/** The frame of a text mail. The line of two dashes and a blank is how mail clients know a footer. */
export function layoutText({ portalName, body, because }: Omit<Framed, 'subject'>): string {
  return `${body.replace(/\n{3,}/g, '\n\n').trim()}\n\n-- \n${portalName}\nYou get this mail because ${because}\n`;
}

/**
 * Writes the look of headings, paragraphs and links into the tags of a template, since some clients drop style blocks.
 */
export function withInlineStyles(template: string): string {
  return template
    .replaceAll('<h1>', '<h1 style="margin:0 0 20px;font-size:22px;line-height:30px;font-weight:700">')
    .replaceAll('<p>', '<p style="margin:0 0 16px">')
    .replaceAll('<a href=', `<a class="link" style="color:${palette.accent}" href=`);
}
