import path from 'node:path';
import { startMailbox } from './start-mailbox';

const dataDir = process.env.PORTAL_DATA_DIR ?? '.data';

const mailbox = await startMailbox({
  smtpPort: Number(process.env.DEMO_MAILBOX_SMTP_PORT ?? 1025),
  webPort: Number(process.env.DEMO_MAILBOX_WEB_PORT ?? 1080),
  file: path.join(dataDir, 'mailbox.jsonl'),
}).catch((error: unknown) => {
  console.error(`The demo mailbox cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});

console.log(`Demo mailbox: ${mailbox.webUrl}, ${mailbox.smtpUrl}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void mailbox.close().then(() => process.exit(0)));
}
