import { and, eq } from 'drizzle-orm';
import type { Db } from '#api/context.ts';
import { files } from '#api/files/rows.ts';

export async function fileOf(db: Db, programmeId: string, fileId: string) {
  const [row] = await db.orm
    .select()
    .from(files)
    .where(and(eq(files.programmeId, programmeId), eq(files.fileId, fileId)));
  return row ?? null;
}

/** What is said of a picture without fetching it. */
export async function pictureOf(db: Db, programmeId: string, fileId: string) {
  const [row] = await db.orm
    .select({ width: files.width, height: files.height, mediaType: files.mediaType })
    .from(files)
    .where(and(eq(files.programmeId, programmeId), eq(files.fileId, fileId)));
  return row!;
}
