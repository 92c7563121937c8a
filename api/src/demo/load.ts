// Fills an empty installation: the real history of three programmes, from public sources, and one made-up meeting with
// made-up people, so that every screen has something to show. Unknown stays unknown.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emphasis, Party } from '@pr8werk/shared/primitives.ts';
import { addMember } from '#api/accounts/actions.ts';
import { system } from '#api/activity/actions.ts';
import { type Context, type Db, newId, transact } from '#api/context.ts';
import { addExample } from '#api/demo/example.ts';
import type { History, HistoryEvent, HistoryProgramme } from '#api/demo/history.ts';
import { createEvent, type EventOrigin } from '#api/events/actions.ts';
import { statedFigureEvents, statedFigures } from '#api/events/rows.ts';
import { createNetwork, createOrganisation } from '#api/organisations/actions.ts';
import { programmePartners, regionMemberships } from '#api/organisations/rows.ts';
import { createProgramme } from '#api/programmes/actions.ts';
import { partialDateFrom } from '#api/programmes/partial-dates.ts';
import { planVersions, programmeYears, sources } from '#api/programmes/rows.ts';

/** Loads nothing where there is a programme already; several processes may try at once. */
export async function loadDemo(ctx: Context): Promise<void> {
  const history = JSON.parse(await readFile(join(import.meta.dirname, 'history.json'), 'utf8')) as History;
  const exampleFor = await transact(ctx, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('pr8werk-demo'))`);
    const [row] = await tx.query<{ empty: boolean }>(
      'SELECT NOT EXISTS (SELECT FROM programmes) AND NOT EXISTS (SELECT FROM accounts) AS empty',
    );
    if (!row!.empty) return null;
    let first: string | null = null;
    for (const programme of history.programmes) {
      const programmeId = await loadProgramme(ctx, tx, programme, history.sources);
      await addMember(ctx, tx, {
        programmeId,
        email: 'organisator@voorbeeld.example',
        name: 'Organisator',
        role: 'owner',
        actor: system,
      });
      first ??= programmeId;
    }
    return first;
  });
  if (exampleFor) await addExample(ctx, exampleFor);
}

async function loadProgramme(
  ctx: Context,
  tx: Db,
  it: HistoryProgramme,
  sourceWords: Record<string, string>,
): Promise<string> {
  const programmeId = await createProgramme(ctx, tx, {
    slug: it.slug,
    name: it.name,
    region: it.region,
    province: it.province ?? null,
    mission: it.mission ?? null,
    startsOn: partialDateFrom(it.startsOn),
    endsOn: partialDateFrom(it.endsOn),
    durationYears: it.durationYears ?? null,
    controller: `${it.name} (voorbeeldinstallatie)`,
  });
  const used = new Set(
    JSON.stringify(it)
      .match(/"source":"[a-z]+"/g)
      ?.map((word) => word.slice(10, -1)) ?? [],
  );
  for (const key of used)
    await tx.orm.insert(sources).values({ programmeId, key, description: sourceWords[key] ?? key });
  await loadPlan(ctx, tx, programmeId, it);
  await loadOrganisations(ctx, tx, programmeId, it);
  const eventIds = new Map<string, string>();
  for (const event of it.events) eventIds.set(event.slug, await loadEvent(ctx, tx, programmeId, event));
  await loadFigures(ctx, tx, programmeId, it, eventIds);
  return programmeId;
}

async function loadPlan(ctx: Context, tx: Db, programmeId: string, it: HistoryProgramme): Promise<void> {
  for (const version of it.planVersions ?? []) {
    await tx.orm.insert(planVersions).values({
      programmeId,
      planVersionId: newId(),
      meetingsTotal: version.meetingsTotal,
      meetingsPerYear: it.durationYears ? version.meetingsTotal / it.durationYears : null,
      rule: version.rule,
      since: version.since === 'unknown' ? null : partialDateFrom(version.since),
      source: version.source,
      recordedAt: ctx.now(),
    });
  }
  for (const year of it.years ?? []) {
    await tx.orm.insert(programmeYears).values({
      programmeId,
      yearId: newId(),
      programmeYear: year.programmeYear,
      calendarYear: year.calendarYear,
      isCalendarYearInferred: year.calendarYearIsInferred ?? false,
      party: known<Party>(year.party),
      sector: known(year.sector),
      emphases: year.emphases === 'unknown' ? null : (year.emphases as Emphasis[]),
      // no source says that the meetings it names were all there were
      isHeldComplete: false,
      source: year.source,
    });
  }
}

async function loadOrganisations(ctx: Context, tx: Db, programmeId: string, it: HistoryProgramme): Promise<void> {
  const ids = new Map<string, string>();
  for (const place of it.municipalities ?? []) {
    const name = `Gemeente ${place.name}`;
    const id = await createOrganisation(
      ctx,
      tx,
      programmeId,
      { name, kind: 'municipality', party: 'government', municipalityCode: place.code, source: 'cbs' },
      system,
    );
    ids.set(name, id);
    for (const membership of place.membership ?? [{ from: 'unknown', until: null, source: 'cbs' }]) {
      await tx.orm.insert(regionMemberships).values({
        programmeId,
        membershipId: newId(),
        organisationId: id,
        startsOn: membership.from === 'unknown' ? null : partialDateFrom(membership.from),
        endsOn: membership.until === null ? null : partialDateFrom(membership.until),
        isCurrent: membership.until === null,
        source: membership.source,
      });
    }
  }
  for (const partner of it.partners ?? []) {
    const id =
      ids.get(partner.name) ??
      (await createOrganisation(ctx, tx, programmeId, { name: partner.name, ...natureOf(partner.name) }, system));
    await tx.orm
      .insert(programmePartners)
      .values({ programmeId, organisationId: id, role: partner.role, note: partner.note ?? partner.label ?? null });
    const short = /\(ONZ Achterhoek\)/.test(partner.name);
    if (short) await createNetwork(ctx, tx, programmeId, { slug: 'onz-achterhoek', name: 'ONZ Achterhoek' }, system);
  }
  for (const name of it.organisers ?? [])
    await createOrganisation(ctx, tx, programmeId, { name, ...natureOf(name) }, system);
}

function natureOf(name: string): { kind: 'province' | 'other'; party: Party | null } {
  if (name.startsWith('Provincie')) return { kind: 'province', party: 'government' };
  return { kind: 'other', party: name.startsWith('Ministerie') ? 'government' : 'organisations' };
}

const formats = new Set(['breakfast', 'statements', 'partnership', 'introduction']);

async function loadEvent(ctx: Context, tx: Db, programmeId: string, it: HistoryEvent): Promise<string> {
  const happensOn =
    it.heldOn && it.heldOn !== 'unknown'
      ? partialDateFrom(it.heldOn)
      : it.plannedOn
        ? partialDateFrom(it.plannedOn)
        : partialDateFrom(it.month ? `????-${String(it.month).padStart(2, '0')}` : null);
  const origin: EventOrigin = { status: it.heldOn ? 'held' : 'unknown', source: it.source, happensOn };
  return createEvent(ctx, tx, {
    programmeId,
    timeZone: 'Europe/Amsterdam',
    actor: system,
    origin,
    body: {
      slug: it.slug,
      title: { nl: it.title ?? titles[it.slug] ?? it.slug, en: null },
      party: known<Party>(it.party),
      emphases: null,
      format: it.format && formats.has(it.format) ? (it.format as 'breakfast') : null,
      venue: { name: null, street: null, postcode: null, place: known(it.place), directions: null },
      parts: (it.parts ?? []).map((part) => ({
        kind: part.kind,
        title: { nl: part.title, en: null },
        by: part.by ?? null,
        startsAt: null,
        minutes: null,
      })),
    },
  });
}

/** The sources call these by what they are; a title is needed to show them. */
const titles: Record<string, string> = {
  'grande-finale': 'Grande finale',
  'vervolg-maart': 'Vervolgbijeenkomst maart',
  'vervolg-mei': 'Vervolgbijeenkomst mei',
};

interface Figure {
  what: string;
  value?: number | 'unknown';
  moreThan?: number;
  alsoSaid?: string;
  answers?: number | 'unknown';
  asOf?: string;
  source: string;
  scope?: string[];
}

async function loadFigures(
  ctx: Context,
  tx: Db,
  programmeId: string,
  it: HistoryProgramme,
  eventIds: Map<string, string>,
): Promise<void> {
  for (const figure of figuresOf(it)) {
    const figureId = newId();
    const value = figure.moreThan ?? (typeof figure.value === 'number' ? figure.value : null);
    await tx.orm.insert(statedFigures).values({
      programmeId,
      figureId,
      what: figure.what,
      comparison: figure.moreThan !== undefined ? 'more-than' : value === null ? 'unknown' : 'exactly',
      value: value === null ? null : String(value),
      alsoSaid: figure.alsoSaid ?? null,
      answers: typeof figure.answers === 'number' ? figure.answers : null,
      asOf: figure.asOf ? partialDateFrom(figure.asOf) : null,
      source: figure.source,
      recordedAt: ctx.now(),
    });
    for (const slug of figure.scope ?? [])
      await tx.orm.insert(statedFigureEvents).values({ programmeId, figureId, eventId: eventIds.get(slug)! });
  }
}

function figuresOf(it: HistoryProgramme): Figure[] {
  const figures: Figure[] = [...(it.figures ?? [])];
  if (it.professionalsInRegion) figures.push({ what: 'professionals-in-region', ...it.professionalsInRegion });
  if (it.contribution)
    figures.push({ what: 'contribution-eur', value: it.contribution.amountEur, source: it.contribution.source });
  if (it.funnel) {
    const { event, source, ...steps } = it.funnel;
    for (const [what, value] of Object.entries(steps))
      figures.push({ what, value: value as number | 'unknown', source, scope: [event] });
  }
  if (it.knowledgeGroups)
    figures.push({ what: 'knowledge-groups', value: it.knowledgeGroups, source: it.events[0]!.source });
  if (it.pilots) {
    const { total, started, notStarted, asOf, source } = it.pilots;
    figures.push(
      { what: 'pilots', value: total, asOf, source },
      { what: 'pilots-started', value: started, asOf, source },
    );
    figures.push({ what: 'pilots-not-started', value: notStarted, asOf, source });
  }
  for (const event of it.events) {
    if (typeof event.attended === 'number')
      figures.push({ what: 'attended', value: event.attended, source: event.source, scope: [event.slug] });
    if (event.facilityOrganisations) {
      figures.push({
        what: 'facility-organisations',
        value: event.facilityOrganisations,
        source: event.source,
        scope: [event.slug],
      });
    }
  }
  return figures;
}

function known<T extends string>(value: string | undefined): T | null {
  return value === undefined || value === 'unknown' ? null : (value as T);
}
