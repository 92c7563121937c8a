import type { OrganisationView } from '@pr8werk/shared/organisations.ts';
import type { Party } from '@pr8werk/shared/primitives.ts';
import { and, eq, sql } from 'drizzle-orm';
import { type Actor, record } from '#api/activity/actions.ts';
import { changesSince } from '#api/activity/queries.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';
import { staleVersion } from '#api/http/versions.ts';
import { networks, organisations } from '#api/organisations/rows.ts';

export interface OrganisationFields {
  name: string;
  kind: OrganisationView['kind'];
  party?: Party | null;
  kvkNumber?: string | null;
  oin?: string | null;
  municipalityCode?: string | null;
  website?: string | null;
  source?: string | null;
}

export async function createOrganisation(
  ctx: Context,
  tx: Db,
  programmeId: string,
  given: OrganisationFields,
  actor: Actor,
): Promise<string> {
  const organisationId = newId();
  await tx.orm.insert(organisations).values({ ...given, programmeId, organisationId, createdAt: ctx.now() });
  await record(ctx, tx, { programmeId, name: 'organisation.created', actor, subjectId: organisationId });
  return organisationId;
}

export async function changeOrganisation(
  ctx: Context,
  given: {
    programmeId: string;
    organisationId: string;
    version: number | null;
    change: Partial<OrganisationFields>;
    actor: Actor;
  },
): Promise<void> {
  const { programmeId, organisationId } = given;
  await transact(ctx, async (tx) => {
    const row = and(eq(organisations.programmeId, programmeId), eq(organisations.organisationId, organisationId));
    const [current] = await tx.orm
      .select({ version: organisations.version })
      .from(organisations)
      .where(row)
      .for('update');
    if (!current) throw fail('not-found');
    if (given.version !== null && given.version !== current.version) {
      throw staleVersion(await changesSince(tx, { programmeId, subjectId: organisationId, version: given.version }));
    }
    await tx.orm
      .update(organisations)
      .set({ ...given.change, version: sql`${organisations.version} + 1` })
      .where(row);
    await record(ctx, tx, {
      programmeId,
      name: 'organisation.changed',
      actor: given.actor,
      subjectId: organisationId,
      data: { fields: Object.keys(given.change), version: current.version + 1 },
    });
  });
}

export async function createNetwork(
  ctx: Context,
  tx: Db,
  programmeId: string,
  given: { slug: string; name: string; website?: string | null },
  actor: Actor,
): Promise<string> {
  const networkId = newId();
  await tx.orm.insert(networks).values({ ...given, programmeId, networkId, createdAt: ctx.now() });
  await record(ctx, tx, { programmeId, name: 'network.created', actor, subjectId: networkId });
  return networkId;
}
