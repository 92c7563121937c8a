// A programme with one of everything, and for every endpoint a request that is right: tests that walk all endpoints fill
// in from here.

import { PgBoss } from 'pg-boss';
import { newId, transact } from '#api/context.ts';
import { createNetwork, createOrganisation } from '#api/organisations/actions.ts';
import { addProgrammeYear } from '#api/programmes/actions.ts';
import { registerBatch } from '#api/registrations/batcher.ts';
import { aProgramme, asStaff, type Person, type Region } from '#test/people.ts';
import { aMeeting, organiser, signupItem } from '#test/places.ts';
import type { Town } from '#test/town.ts';
import { aHelper, doorRequests } from '#test/world-door.ts';
import { formRequests } from '#test/world-forms.ts';
import { aMailing, invitationRequests } from '#test/world-invitations.ts';
import { type KeyWorld, keyRequests, keysOf } from '#test/world-keys.ts';
import { aContact, aHold, aNote, anImport, peopleRequests } from '#test/world-people.ts';

export interface World extends Region, KeyWorld {
  owner: Person;
  organisation: string;
  network: string;
  year: string;
  contact: string;
  otherContact: string;
  mail: string;
  job: string;
  member: string;
  session: string;
  draft: string;
  published: string;
  begun: string;
  /** Published, and nobody signed up yet. */
  quiet: string;
  confirmed: string;
  waiting: string;
  cancelled: string;
  asking: string;
  requested: string;
  note: string;
  newImport: string;
  sentImport: string;
  checkedImport: string;
  doneImport: string;
  hold: string;
  mailing: string;
  /** Was invited to `published`. */
  guest: string;
  helperLink: string;
  /** Phone and secret of who helps at the door of `published`. */
  phone: string;
  helperToken: string;
  helperSecret: string;
  slug: string;
  eventSlug: string;
}

export async function aWorld(town: Town, slug?: string): Promise<World> {
  const region = await aProgramme(town, { slug });
  const owner = await asStaff(town, region, 'owner');
  const member = await asStaff(town, region, 'viewer');
  const fixed = await transact(town.ctx, async (tx) => ({
    organisation: await createOrganisation(
      town.ctx,
      tx,
      region.programmeId,
      { name: 'Gemeente Wehl', kind: 'municipality' },
      organiser,
    ),
    network: await createNetwork(town.ctx, tx, region.programmeId, { slug: 'onz', name: 'ONZ' }, organiser),
    year: await addProgrammeYear(
      town.ctx,
      tx,
      region.programmeId,
      { programmeYear: 99, calendarYear: 2199, party: null, sector: 'Zorg', emphases: null, source: 'site' },
      organiser,
    ),
  }));
  const [session] = await town.ctx.db.query<{ session_id: string }>(
    'SELECT session_id FROM sessions WHERE account_id = $1',
    [owner.accountId],
  );
  const job = await aDeadJob(town, region);
  const fresh = await freshTargets(town, region);
  const mail = newId();
  await town.ctx.db.query(
    `INSERT INTO mails (programme_id, mail_id, activity_id, kind, event_id, registration_id, language, state, created_at)
       VALUES ($1, $2, $3, 'signup-confirmed', $4, $5, 'nl', 'sent', $6)`,
    [region.programmeId, mail, newId(), fresh.published, fresh.confirmed, town.ctx.now()],
  );
  const note = await aNote(town, region, { about: fresh.confirmed, by: owner });
  return {
    ...region,
    ...fixed,
    ...fresh,
    ...(await keysOf(town, region, fixed.network, fresh.published, fresh.confirmed)),
    owner,
    mail,
    note,
    job,
    member: member.accountId,
    session: session!.session_id,
  };
}

/** A mail that did not get out in eleven tries. */
export async function aDeadJob(town: Town, region: Region): Promise<string> {
  const boss = new PgBoss({ connectionString: town.databaseUrl, max: 1, supervise: false, schedule: false });
  await boss.start();
  await boss.createQueue('send-mail');
  const id = await boss.send('send-mail', {
    programmeId: region.programmeId,
    kind: 'signup-again',
    activityId: newId(),
    subjectId: newId(),
  });
  await boss.stop({ graceful: false, close: true });
  await town.ctx.db.query(
    `UPDATE pgboss.job SET state = 'failed', completed_on = now(), retry_limit = 10, retry_count = 10 WHERE id = $1`,
    [id],
  );
  return id!;
}

/** Meetings and registrations that nothing happened to yet. */
export async function freshTargets(town: Town, region: Region) {
  const { programmeId } = region;
  const { db } = town.ctx;
  const published = await aMeeting(town, region, 1);
  const draft = await aMeeting(town, region, 5);
  const begun = await aMeeting(town, region, 5);
  const quiet = await aMeeting(town, region, 5);
  await db.query(`UPDATE events SET status = 'draft' WHERE event_id = $1`, [draft]);
  await db.query(`UPDATE events SET starts_at = $2::timestamptz - interval '1 hour' WHERE event_id = $1`, [
    begun,
    town.ctx.now(),
  ]);
  const outcomes = [];
  for (const n of ['a', 'b', 'c']) {
    outcomes.push(
      ...(await registerBatch(town.ctx, [
        signupItem({ programmeId, eventId: published, email: `${n}${published}@post.example` }),
      ])),
    );
  }
  const [confirmed, waiting, cancelled] = outcomes.map((it) => it.registration_id!) as [string, string, string];
  await db.query(`SELECT cancel_registration($1, $2, $3, 'account', NULL, '{"notify": false}')`, [
    programmeId,
    cancelled,
    town.ctx.now(),
  ]);
  const asking = await aMeeting(town, region, 5);
  await db.query(`SELECT set_signup_rules($1, $2, '{"admission": "approval"}', $3)`, [
    programmeId,
    asking,
    town.ctx.now(),
  ]);
  const [asked] = await registerBatch(town.ctx, [
    signupItem({ programmeId, eventId: asking, email: `d${asking}@post.example` }),
  ]);
  const [row] = await db.query<{ slug: string; contact_id: string }>(
    'SELECT e.slug, r.contact_id FROM events AS e JOIN registrations AS r USING (programme_id, event_id) WHERE r.registration_id = $1',
    [confirmed],
  );
  return {
    published,
    draft,
    begun,
    quiet,
    confirmed,
    waiting,
    cancelled,
    asking,
    requested: asked!.registration_id!,
    contact: row!.contact_id,
    otherContact: await aContact(town, region),
    eventSlug: row!.slug,
    ...(await aHelper(town, region, published)),
    ...(await aMailing(town, region, published)),
    newImport: await anImport(town, region, 'uploading'),
    sentImport: await anImport(town, region, 'uploading', { isSent: true }),
    checkedImport: await anImport(town, region, 'checked'),
    doneImport: await anImport(town, region, 'done'),
    hold: await aHold(town, region),
  };
}

export interface RightRequest {
  params: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  headers?: Record<string, string>;
}

const aSmallLogo = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><path d="M0 0h9v9z"/></svg>',
).toString('base64');

let count = 0;
let yearCount = 0;

/** For every operation a request that succeeds once. */
export function rightRequest(operationId: string, world: World): RightRequest {
  const n = ++count;
  const programme = { programme: world.slug };
  const wording = { key: 'signup-confirmed', language: 'nl' };
  const event = { ...programme, event: world.published };
  const ifMatch = { 'if-match': '*' };
  const person = { name: 'Anna', email: `anna${n}@post.example` };
  const requests: Record<string, () => RightRequest> = {
    askSignIn: () => ({ params: {}, body: { email: `who${n}@team.example`, language: 'nl' } }),
    signIn: () => ({ params: {}, body: { request: newId(), code: '123456' } }),
    showAccount: () => ({ params: {} }),
    listSessions: () => ({ params: {} }),
    endSession: () => ({ params: { session: world.session } }),
    endSessions: () => ({ params: {}, query: { which: 'current' } }),
    firstRun: () => ({
      params: {},
      body: {
        code: 'ABCD-EFGH-JKLM',
        email: `o${n}@team.example`,
        name: 'O',
        programme: { slug: `nieuw-${n}`, name: 'N', region: 'R' },
      },
    }),
    showFirstRun: () => ({ params: {} }),
    listMailWordings: () => ({ params: programme }),
    setMailWording: () => ({
      params: { ...programme, ...wording },
      body: { subject: 'Fijn: {event}', body: 'Tot dan' },
    }),
    resetMailWording: () => ({ params: { ...programme, ...wording } }),
    previewMailWording: () => ({ params: { ...programme, ...wording }, body: { subject: 'Fijn', body: 'Tot dan' } }),
    resendMail: () => ({ params: { ...programme, mail: world.mail } }),
    setLogo: () => ({ params: programme, body: { content: aSmallLogo } }),
    removeLogo: () => ({ params: programme }),
    listMembers: () => ({ params: programme }),
    addMember: () => ({ params: programme, body: { email: `m${n}@team.example`, name: 'M', role: 'viewer' } }),
    changeMember: () => ({ params: { ...programme, member: world.member }, body: { role: 'host' } }),
    removeMember: () => ({ params: { ...programme, member: world.member } }),
    listActivity: () => ({ params: programme, query: { event: world.published, limit: '5' } }),
    ...doorRequests(world, event, n),
    ...keyRequests(world, event, n),
    ...invitationRequests(world, event, n),
    ...peopleRequests(world, n),
    listEvents: () => ({
      params: programme,
      query: { status: 'published', party: 'government', search: 'x', limit: '5' },
    }),
    createEvent: () => ({
      params: programme,
      body: {
        title: { nl: `Bijeenkomst ${n}`, en: null },
        summary: { nl: 'Ontbijt', en: 'Breakfast' },
        startsAt: '2027-02-01T07:00:00+01:00',
        endsAt: '2027-02-01T09:00:00+01:00',
        capacity: 20,
        emphases: ['encounter'],
        venue: { name: 'Zaal', street: null, postcode: null, place: 'Wehl', directions: null },
        parts: [{ kind: 'talk', title: { nl: 'Inleiding', en: null }, by: null, startsAt: null, minutes: 20 }],
      },
    }),
    searchProgramme: () => ({ params: programme, query: { q: 'anna', kinds: 'people,events', limit: '5' } }),
    showToday: () => ({ params: programme }),
    listOrganisationEvents: () => ({ params: { ...programme, organisation: world.organisation } }),
    showEvent: () => ({ params: event }),
    changeEvent: () => ({ params: event, body: { sector: `Sector ${n}` }, headers: ifMatch }),
    publishEvent: () => ({ params: { ...programme, event: world.draft } }),
    withdrawEvent: () => ({ params: { ...programme, event: world.quiet } }),
    cancelEvent: () => ({ params: event, body: { reason: 'ziekte' } }),
    holdEvent: () => ({ params: { ...programme, event: world.begun } }),
    showAgenda: () => ({ params: programme }),
    showSignupForm: () => ({ params: { ...programme, slug: world.eventSlug }, query: { language: 'en' } }),
    listMails: () => ({
      params: programme,
      query: { event: world.published, registration: world.confirmed, state: 'sent', limit: '5' },
    }),
    showMail: () => ({ params: { ...programme, mail: world.mail } }),
    listDeadJobs: () => ({ params: programme }),
    retryDeadJob: () => ({ params: { ...programme, job: world.job } }),
    listOrganisations: () => ({ params: programme, query: { search: 'wehl', kind: 'municipality', limit: '5' } }),
    showOrganisation: () => ({ params: { ...programme, organisation: world.organisation } }),
    createOrganisation: () => ({
      params: programme,
      body: { name: `Zorg ${n}`, kind: 'care', party: 'organisations', website: 'https://zorg.example' },
    }),
    changeOrganisation: () => ({
      params: { ...programme, organisation: world.organisation },
      body: { name: `Gemeente ${n}` },
      headers: ifMatch,
    }),
    listNetworks: () => ({ params: programme }),
    showNetwork: () => ({ params: { ...programme, network: world.network } }),
    changeNetwork: () => ({
      params: { ...programme, network: world.network },
      body: { name: `Net ${n}` },
      headers: ifMatch,
    }),
    createNetwork: () => ({ params: programme, body: { slug: `net-${n}`, name: 'Net' } }),
    listProgrammes: () => ({ params: {} }),
    showProgramme: () => ({ params: programme }),
    changeProgramme: () => ({ params: programme, body: { mission: `Meer werk ${n}` }, headers: ifMatch }),
    addProgrammeYear: () => ({
      params: programme,
      body: {
        programmeYear: ++yearCount,
        calendarYear: 1900 + yearCount,
        party: null,
        sector: 'Zorg',
        emphases: null,
        source: 'site',
      },
    }),
    showProgrammeYear: () => ({ params: { ...programme, year: world.year } }),
    changeProgrammeYear: () => ({
      params: { ...programme, year: world.year },
      body: { sector: `Sector ${n}`, emphases: ['encounter'], source: 'besluit' },
      headers: ifMatch,
    }),
    showPlan: () => ({ params: programme }),
    addPlanVersion: () => ({
      params: programme,
      body: { meetingsTotal: 8, rule: 'twee per jaar', since: { year: 2013, month: 5, day: null }, source: 'site' },
    }),
    createRegistration: () => ({
      params: event,
      body: { ...person, role: 'professional', consent: true },
      headers: { 'idempotency-key': newId() },
    }),
    subscribe: () => ({ params: programme, body: { ...person, consent: true } }),
    listRegistrations: () => ({
      params: event,
      query: { tab: 'all', role: 'professional', search: 'x', sort: 'place', attended: 'unknown', limit: '5' },
    }),
    countRegistrations: () => ({ params: event }),
    showStatistics: () => ({ params: event }),
    listSites: () => ({ params: event }),
    showRegistration: () => ({ params: { ...event, registration: world.confirmed } }),
    addRegistration: () => ({ params: event, body: { ...person, role: 'host', notify: false } }),
    cancelRegistration: () => ({ params: { ...event, registration: world.confirmed }, body: { notify: false } }),
    restoreRegistration: () => ({ params: { ...event, registration: world.cancelled } }),
    promoteRegistration: () => ({ params: { ...event, registration: world.waiting }, body: { capacity: 'raise' } }),
    offerPlace: () => ({
      params: { ...event, registration: world.waiting },
      body: { hours: 24, capacity: 'raise', because: 'brengt het vraagstuk in' },
    }),
    approveRegistration: () => ({
      params: { ...programme, event: world.asking, registration: world.requested },
      body: { notify: false },
    }),
    declineRegistration: () => ({
      params: { ...programme, event: world.asking, registration: world.requested },
      body: { notify: false },
    }),
    showSignupRules: () => ({ params: event }),
    changeSignupRules: () => ({
      params: event,
      body: {
        admission: 'open',
        offerHours: 24,
        offersUntil: null,
        lastWord: 'no',
        companyLimit: 1,
        crewCounts: true,
        quotas: [{ kind: 'role', value: 'professional', places: 40 + n }],
        codes: [{ code: `LEDEN-${n}`, label: 'Leden', expiresAt: null }],
      },
      headers: ifMatch,
    }),
    ...formRequests(world, n),
    actOnRegistrations: () => ({
      params: event,
      body: { action: 'attended', registrations: [world.confirmed], dryRun: false, notify: false, text: null },
    }),
    showRegistrationHistory: () => ({ params: { ...event, registration: world.confirmed } }),
    listNotes: () => ({ params: { ...event, registration: world.confirmed } }),
    addNote: () => ({ params: { ...event, registration: world.confirmed }, body: { text: `Belt nog ${n}` } }),
    changeNote: () => ({
      params: { ...event, registration: world.confirmed, note: world.note },
      body: { text: `Belde ${n}` },
    }),
    deleteNote: () => ({ params: { ...event, registration: world.confirmed, note: world.note } }),
    exportRegistrations: () => ({
      params: event,
      body: { format: 'csv', columns: ['name', 'email'], tab: 'all', sort: 'name', role: 'professional', search: 'x' },
    }),
    checkIn: () => ({ params: { ...event, registration: world.confirmed }, body: { hasAttended: true } }),
  };
  const make = requests[operationId];
  if (!make) throw new Error(`world.ts has no request for ${operationId} yet`);
  return make();
}

/** The status of a right request made once by who may. */
export const successOf: Record<string, number> = { signIn: 401, firstRun: 409 };
