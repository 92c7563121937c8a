import type { OrganisationView } from '@pr8werk/shared/organisations.ts';
import type { Party } from '@pr8werk/shared/primitives.ts';
import { and, eq, sql } from 'drizzle-orm';
import { type Actor, record } from '#api/activity/actions.ts';
import { changesSince } from '#api/activity/queries.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';
import { staleVersion } from '#api/http/versions.ts';
import { networks, organisations, regionMemberships } from '#api/organisations/rows.ts';
import { type Membership, membershipFault, onlyMunicipalities } from '#api/organisations/rules.ts';
import { partialDateColumn } from '#api/programmes/partial-dates.ts';

export interface OrganisationFields {
  name: string;
  kind: OrganisationView['kind'];
  party?: Party | null;
  kvkNumber?: string | null;
  oin?: string | null;
  municipalityCode?: string | null;
  website?: string | null;
  source?: string | null;
  memberships?: readonly Membership[];
}

export async function createOrganisation(
  ctx: Context,
  tx: Db,
  programmeId: string,
  given: OrganisationFields,
  actor: Actor,
): Promise<string> {
  const organisationId = newId();
  const { memberships, ...fields } = given;
  await tx.orm.insert(organisations).values({ ...fields, programmeId, organisationId, createdAt: ctx.now() });
  if (memberships) await setMemberships(tx, { programmeId, organisationId, kind: given.kind, memberships });
  await record(ctx, tx, { programmeId, name: 'organisation.created', actor, subjectId: organisationId });
  return organisationId;
}

interface Memberships {
  programmeId: string;
  organisationId: string;
  kind: OrganisationView['kind'];
  memberships: readonly Membership[];
}

/** All of them at once: they say together when a municipality belonged to the region. */
async function setMemberships(tx: Db, given: Memberships): Promise<void> {
  const { programmeId, organisationId, memberships } = given;
  const fault = membershipFault(given.kind, memberships);
  if (fault) throw fail('invalid-request', { errors: [fault] });
  await tx.orm
    .delete(regionMemberships)
    .where(and(eq(regionMemberships.programmeId, programmeId), eq(regionMemberships.organisationId, organisationId)));
  if (memberships.length === 0) return;
  await tx.orm.insert(regionMemberships).values(
    memberships.map((it) => ({
      programmeId,
      membershipId: newId(),
      organisationId,
      startsOn: it.from && partialDateColumn(it.from),
      endsOn: it.until && partialDateColumn(it.until),
      isCurrent: it.isCurrent,
      source: it.source,
    })),
  );
}

async function refuseMemberships(tx: Db, programmeId: string, organisationId: string): Promise<void> {
  const known = await tx.query(
    'SELECT FROM region_memberships WHERE programme_id = $1 AND organisation_id = $2 LIMIT 1',
    [programmeId, organisationId],
  );
  if (known.length > 0) throw fail('invalid-request', { errors: [onlyMunicipalities] });
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
      .select({ version: organisations.version, kind: organisations.kind })
      .from(organisations)
      .where(row)
      .for('update');
    if (!current) throw fail('not-found');
    if (given.version !== null && given.version !== current.version) {
      throw staleVersion(await changesSince(tx, { programmeId, subjectId: organisationId, version: given.version }));
    }
    const { memberships, ...fields } = given.change;
    const kind = fields.kind ?? current.kind;
    if (!memberships && kind !== 'municipality') await refuseMemberships(tx, programmeId, organisationId);
    await tx.orm
      .update(organisations)
      .set({ ...fields, version: sql`${organisations.version} + 1` })
      .where(row);
    if (memberships) await setMemberships(tx, { programmeId, organisationId, kind, memberships });
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

export async function changeNetwork(
  ctx: Context,
  given: {
    programmeId: string;
    networkId: string;
    version: number | null;
    change: { name?: string; website?: string | null };
    actor: Actor;
  },
): Promise<void> {
  const { programmeId, networkId, change } = given;
  await transact(ctx, async (tx) => {
    const row = and(eq(networks.programmeId, programmeId), eq(networks.networkId, networkId));
    const [current] = await tx.orm.select({ version: networks.version }).from(networks).where(row).for('update');
    if (!current) throw fail('not-found');
    if (given.version !== null && given.version !== current.version)
      throw staleVersion(await changesSince(tx, { programmeId, subjectId: networkId, version: given.version }));
    await tx.orm
      .update(networks)
      .set({ ...change, version: sql`${networks.version} + 1` })
      .where(row);
    const data = { fields: Object.keys(change), version: current.version + 1 };
    await record(ctx, tx, { programmeId, name: 'network.changed', actor: given.actor, subjectId: networkId, data });
  });
}
