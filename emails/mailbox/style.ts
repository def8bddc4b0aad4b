/** The page's own stylesheet; light and dark follow the system. */
export const mailboxStyle = `
:root { color-scheme: light dark; --ground: #f6f7f9; --card: #fff; --text: #1f2937; --muted: #57606c; --line: #d9dde3; --accent: #1d4ed8; --chosen: #e8eefc; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0f1216; --card: #1a1e24; --text: #e7e9ec; --muted: #a8b0bb; --line: #333a43; --accent: #8ab4ff; --chosen: #223252; }
}
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; align-items: center; gap: 16px; padding: 10px 16px; background: var(--card); border-bottom: 1px solid var(--line); }
header form { margin-left: auto; }
.brand { font-weight: 600; color: inherit; text-decoration: none; }
.count, .quiet, time, dt { color: var(--muted); }
button { font: inherit; padding: 4px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--card); color: inherit; cursor: pointer; }
button:disabled { opacity: .6; cursor: default; }
a:focus-visible, button:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.columns { flex: 1; min-height: 0; display: grid; grid-template-columns: 340px 1fr; }
nav { overflow-y: auto; border-right: 1px solid var(--line); background: var(--card); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav a { display: grid; grid-template-columns: 1fr auto; gap: 0 8px; padding: 10px 16px; border-bottom: 1px solid var(--line); color: inherit; text-decoration: none; }
nav a:hover, nav a[aria-current] { background: var(--chosen); }
.to { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
time { font-size: 13px; }
.subject { grid-column: 1 / -1; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.quiet { padding: 16px; margin: 0; }
main { overflow-y: auto; min-width: 0; }
article { display: flex; flex-direction: column; gap: 12px; min-height: 100%; padding: 16px 24px; }
h1 { margin: 0; font-size: 20px; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 12px; margin: 0; }
dd { margin: 0; overflow-wrap: anywhere; }
iframe { flex: 1; min-height: 420px; width: 100%; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
pre { margin: 8px 0 0; padding: 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere; }
pre a { color: var(--accent); }
@media (max-width: 720px) {
  .columns { grid-template-columns: 1fr; }
  .list-only main, .reading nav { display: none; }
  nav { border-right: 0; }
}
`;
