import type { Emphasis, PartialDate, Party } from '@pr8werk/shared/primitives.ts';
import { and, eq, sql } from 'drizzle-orm';
import { type Actor, record } from '#api/activity/actions.ts';
import { changesSince } from '#api/activity/queries.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { dropFile, keepPicture } from '#api/files/actions.ts';
import type { Picture } from '#api/files/rules.ts';
import { fail } from '#api/http/problems.ts';
import { staleVersion } from '#api/http/versions.ts';
import { partialDateColumn } from '#api/programmes/partial-dates.ts';
import {
  agendaVersions,
  earlierProgrammeYears,
  planVersions,
  programmes,
  programmeYears,
} from '#api/programmes/rows.ts';
import { isReservedSlug } from '#api/programmes/rules.ts';

export type NewProgramme = Omit<typeof programmes.$inferInsert, 'programmeId' | 'createdAt' | 'version'>;

export async function createProgramme(ctx: Context, tx: Db, given: NewProgramme): Promise<string> {
  if (isReservedSlug(given.slug)) {
    const detail = {
      nl: 'Dit webadres is gereserveerd voor Pr8werk zelf. Kies een ander.',
      en: 'This web address is reserved for Pr8werk itself. Choose another.',
    };
    throw fail('slug-taken', { detail });
  }
  const programmeId = newId();
  await tx.orm.insert(programmes).values({ ...given, programmeId, createdAt: ctx.now() });
  await tx.orm.insert(agendaVersions).values({ programmeId });
  return programmeId;
}

export type ProgrammeChange = Partial<
  Pick<
    NewProgramme,
    | 'name'
    | 'region'
    | 'mission'
    | 'controller'
    | 'contactEmail'
    | 'website'
    | 'accent'
    | 'addressForm'
    | 'languages'
    | 'logoId'
  >
>;

export async function changeProgramme(
  ctx: Context,
  given: { programmeId: string; version: number | null; change: ProgrammeChange; actor: Actor },
): Promise<void> {
  const { programmeId } = given;
  await transact(ctx, async (tx) => {
    const changed = await tx.orm
      .update(programmes)
      .set({ ...given.change, version: sql`${programmes.version} + 1` })
      .where(
        and(
          eq(programmes.programmeId, programmeId),
          given.version === null ? undefined : eq(programmes.version, given.version),
        ),
      )
      .returning({ version: programmes.version });
    if (changed.length === 0)
      throw staleVersion(await changesSince(tx, { programmeId, subjectId: programmeId, version: given.version ?? 0 }));
    await bumpAgenda(tx, programmeId);
    await record(ctx, tx, {
      programmeId,
      name: 'programme.changed',
      actor: given.actor,
      subjectId: programmeId,
      data: { fields: Object.keys(given.change), version: changed[0]!.version },
    });
  });
}

/** The old one goes: nothing refers to it any more, and what a programme looked like is not part of its record. */
export async function setLogo(
  ctx: Context,
  given: { programmeId: string; picture: Picture | null; actor: Actor },
): Promise<void> {
  const { programmeId, picture } = given;
  await transact(ctx, async (tx) => {
    const [before] = await tx.query<{ logo_id: string | null }>(
      'SELECT logo_id FROM programmes WHERE programme_id = $1 FOR NO KEY UPDATE',
      [programmeId],
    );
    if (!picture && !before!.logo_id) return;
    const logoId = picture ? await keepPicture(ctx, tx, programmeId, 'logo', picture) : null;
    const [changed] = await tx.orm
      .update(programmes)
      .set({ logoId, version: sql`${programmes.version} + 1` })
      .where(eq(programmes.programmeId, programmeId))
      .returning({ version: programmes.version });
    if (before!.logo_id) await dropFile(tx, programmeId, before!.logo_id);
    await bumpAgenda(tx, programmeId);
    const data = { fields: ['logo'], version: changed!.version };
    await record(ctx, tx, { programmeId, name: 'programme.changed', actor: given.actor, subjectId: programmeId, data });
  });
}

/** What the public sees changed: cached lists and feeds are made again. */
export async function bumpAgenda(tx: Db, programmeId: string): Promise<void> {
  await tx.query('SELECT bump_agenda($1)', [programmeId]);
}

export interface NewPlanVersion {
  meetingsTotal: number;
  meetingsPerYear?: number | null;
  rule: string;
  since: PartialDate | null;
  source: string;
}

export async function addPlanVersion(
  ctx: Context,
  tx: Db,
  programmeId: string,
  given: NewPlanVersion,
  actor: Actor,
): Promise<string> {
  const planVersionId = newId();
  await tx.orm.insert(planVersions).values({
    ...given,
    programmeId,
    planVersionId,
    since: given.since ? partialDateColumn(given.since) : null,
    recordedAt: ctx.now(),
  });
  await record(ctx, tx, { programmeId, name: 'plan.versioned', actor, subjectId: planVersionId });
  return planVersionId;
}

interface YearFields {
  party: Party | null;
  sector: string | null;
  emphases: Emphasis[] | null;
  source: string;
}

export async function addProgrammeYear(
  ctx: Context,
  tx: Db,
  programmeId: string,
  given: YearFields & { programmeYear: number; calendarYear: number },
  actor: Actor,
): Promise<string> {
  const yearId = newId();
  // of a year that somebody records here we know which meetings there were
  await tx.orm.insert(programmeYears).values({ ...given, programmeId, yearId, recordedAt: ctx.now() });
  await record(ctx, tx, { programmeId, name: 'plan.year-added', actor, subjectId: yearId });
  return yearId;
}

/** A value that is replaced is kept, with its source and its time. */
export async function changeProgrammeYear(
  ctx: Context,
  given: {
    programmeId: string;
    yearId: string;
    version: number | null;
    change: Partial<YearFields> & { source: string };
    actor: Actor;
  },
): Promise<void> {
  const { programmeId, yearId, change } = given;
  await transact(ctx, async (tx) => {
    const row = and(eq(programmeYears.programmeId, programmeId), eq(programmeYears.yearId, yearId));
    const [now] = await tx.orm.select().from(programmeYears).where(row).for('update');
    if (!now) throw fail('not-found');
    if (given.version !== null && given.version !== now.version)
      throw staleVersion(await changesSince(tx, { programmeId, subjectId: yearId, version: given.version }));
    const { party, sector, emphases, source, recordedAt } = now;
    await tx.orm.insert(earlierProgrammeYears).values({
      programmeId,
      earlierId: newId(),
      yearId,
      ...{ party, sector, emphases, source, recordedAt },
      replacedAt: ctx.now(),
    });
    await tx.orm
      .update(programmeYears)
      .set({ ...change, recordedAt: ctx.now(), version: sql`${programmeYears.version} + 1` })
      .where(row);
    const data = { fields: Object.keys(change), version: now.version + 1 };
    await record(ctx, tx, { programmeId, name: 'plan.year-changed', actor: given.actor, subjectId: yearId, data });
  });
}
