/** A preview loads nothing and runs nothing, whatever a template has in it; the sandbox says so a second time. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The HTML of a mail as the source of a sandboxed frame. */
export function framedMail(html: string): string {
  return html.replace('<head>', `<head>\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
}
