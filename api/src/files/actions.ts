import { and, eq } from 'drizzle-orm';
import { type Context, type Db, newId } from '#api/context.ts';
import { files } from '#api/files/rows.ts';
import type { Picture } from '#api/files/rules.ts';

/** A changed file is a new one: its address may be kept by browsers for ever. */
export async function keepPicture(
  ctx: Context,
  tx: Db,
  programmeId: string,
  purpose: 'logo',
  picture: Picture,
): Promise<string> {
  const fileId = newId();
  await tx.orm.insert(files).values({ programmeId, fileId, purpose, ...picture, createdAt: ctx.now() });
  return fileId;
}

export async function dropFile(tx: Db, programmeId: string, fileId: string): Promise<void> {
  await tx.orm.delete(files).where(and(eq(files.programmeId, programmeId), eq(files.fileId, fileId)));
}
