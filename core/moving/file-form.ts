import { z } from 'zod';

/** What the first line of a moved portal says. The lines of each table follow: one about it, then its rows as JSON. */
export const headerLine = z.strictObject({
  format: z.literal('portico-export'),
  formatVersion: z.literal(1),
  madeAt: z.iso.datetime(),
  portalName: z.string(),
  /** Names the installation in the metadata of its keys. */
  portalInstance: z.uuid(),
  schema: z.strictObject({ migrations: z.number(), digest: z.string() }),
  /** The label of the PORTAL_SECRET that it was written with (core/secrets/secret-label.ts). */
  secret: z.string(),
});
/** The first line of the file, read. */
export type Header = z.infer<typeof headerLine>;

/** Stands above the rows of a table, and says how many there are. */
export const tableLine = z.strictObject({
  table: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int().min(0),
});

/** The last line. `seal` is the digest of `sha256`, which is made of all bytes before it: nobody else can write it. */
export const endLine = z.strictObject({ end: z.literal(true), rows: z.number(), sha256: z.string(), seal: z.string() });

/** The purpose of the seal (SecretBox.digest). */
export const FILE_SEAL = 'export';
