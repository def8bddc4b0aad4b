import { systemActor } from '@/core/identity/actor';
import { exportPortal } from '@/core/moving/export-portal';
import { wiring } from '@/server/wiring';
import { writePacked } from './moving/write-packed';
import { readOptions } from './read-options';

/** Writes the whole portal into a file that only its owner reads. */
export async function run(args: string[]): Promise<number> {
  const { values, files } = readOptions('export', args);
  const [file = ''] = files;
  const { contextFor, close } = wiring();
  try {
    const ctx = contextFor(systemActor('portal export'));
    const { bytes, result } = await writePacked(file, (write) => exportPortal(ctx, write));
    if (values.json) console.log(JSON.stringify({ file, bytes, ...result }));
    else {
      console.log(`${file}: ${result.rows} rows of ${result.tables} tables, ${bytes} bytes.`);
      console.log('It is worth something only together with PORTAL_SECRET, and holds what people told of themselves.');
    }
    return 0;
  } finally {
    await close();
  }
}
