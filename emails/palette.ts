/** Colours of the HTML mails. Each pair of text and ground has a contrast of at least 4.5:1 in its theme. */
export const palette = {
  ground: '#f3f4f6',
  card: '#ffffff',
  text: '#1f2937',
  muted: '#57606c',
  line: '#d9dde3',
  box: '#f3f4f6',
  accent: '#3350d4',
  onAccent: '#ffffff',
  dark: {
    ground: '#0f1216',
    card: '#1a1e24',
    text: '#e7e9ec',
    muted: '#a8b0bb',
    line: '#333a43',
    box: '#262c34',
    accent: '#8ab4ff',
  },
} as const;

/** Fonts that every system has; a mail loads nothing. */
export const fonts = {
  text: "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
  mono: "ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace",
} as const;
