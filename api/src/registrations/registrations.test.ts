import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { expireUnverified, verifyRegistration } from '#api/registrations/actions.ts';
import { census } from '#test/contract.ts';
import { send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { aMinutePasses, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

const listPath = (event: { id: string }) => `/v1/programmes/${region.slug}/events/${event.id}/registrations`;
async function people(event: { id: string }, tab = 'all', sort = 'place') {
  return (await organiser.get(`${listPath(event)}?tab=${tab}&sort=${sort}`).expect(200)).body.items as {
    id: string;
    name: string;
    status: string;
    place: number | null;
    version: number;
    isVerified: boolean;
    network: string | null;
  }[];
}
const names = async (event: { id: string }, tab: string) =>
  (await people(event, tab, tab === 'waiting' ? 'place' : 'createdAt')).map((it) => it.name);
const named = async (event: { id: string }, name: string) =>
  [...(await people(event)), ...(await people(event, 'cancelled'))].find((it) => it.name === name)!;
async function act(event: { id: string }, name: string, what: string, body?: object) {
  return organiser.post(`${listPath(event)}/${(await named(event, name)).id}/${what}`, body);
}
async function aLine(capacity: number, ...who: string[]) {
  const event = await aPublishedEvent(town, region, { capacity, by: organiser });
  for (const name of who) await signUp(town, region, event, { name, email: `${name}@${event.id}.example` }).expect(201);
  return event;
}

describe('signing up', () => {
  test('someone signs up, gets a place, and a mail with a link', async () => {
    const event = await aPublishedEvent(town, region, { capacity: 2 });
    const answer = await signUp(town, region, event, { email: 'Anna@Post.example' }).expect(201);
    expect(answer.body).toMatchObject({ status: 'confirmed', needsConfirmation: true });
    const [mail] = await town.mailsTo('anna@post.example');
    expect(mail!.subject).toContain('Bevestig');
    expect(mail!.text).toContain(`/${region.slug}/r/`);
  });

  test('names are kept as people write them', async () => {
    const event = await aPublishedEvent(town, region);
    const written = [
      'Zoë Yıldız',
      "Jan-Pieter van 't Hof",
      '李小龍',
      '<script>alert(1)</script>',
      'O’Neill & Zn. "BV"',
      '👩🏽‍🌾 Boerin',
    ];
    for (const [n, name] of written.entries())
      await signUp(town, region, event, { name: `  ${name}  `, email: `naam${n}@schrift.example` }).expect(201);
    await signUp(town, region, event, { name: 'Zoe\u0308', email: 'nfd@schrift.example' }).expect(201);
    expect((await names(event, 'confirmed')).sort()).toEqual([...written, 'Zoë'].sort());
    const [mail] = await town.mailsTo('naam3@schrift.example');
    expect(mail!.html).not.toContain('<script>');
    expect(mail!.html).toContain('&lt;script&gt;');
  });

  test('an address that is known gets the same answer as a new one, and the mail tells; at most one such mail a quarter of an hour', async () => {
    const event = await aLine(1, 'anna', 'bea');
    const email = `anna@${event.id}.example`;
    const fresh = await signUp(town, region, event, { name: 'carla', email: `carla@${event.id}.example` }).expect(201);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => signUp(town, region, event, { name: 'Iemand', email }).expect(201)),
    );
    for (const it of answers) expect({ ...it.body, receipt: '' }).toEqual({ ...fresh.body, receipt: '' });
    expect((await people(event)).length).toBe(3);
    expect((await town.mailsTo(email)).map((it) => it.subject)).toHaveLength(2);
    town.passes({ minutes: 16 });
    await signUp(town, region, event, { name: 'Iemand', email }).expect(201);
    expect(await town.mailsTo(email)).toHaveLength(3);
    expect((await named(event, 'anna')).status).toBe('confirmed');
  });

  test('the source of a signup is a network of the programme, when it is one', async () => {
    await organiser.post(`/v1/programmes/${region.slug}/networks`, { slug: 'onz', name: 'ONZ Achterhoek' }).expect(201);
    const event = await aPublishedEvent(town, region);
    await signUp(town, region, event, { name: 'een', source: 'onz' }).expect(201);
    await signUp(town, region, event, { name: 'twee', source: 'elders' }).expect(201);
    expect((await named(event, 'een')).network).toBe('ONZ Achterhoek');
    expect((await named(event, 'twee')).network).toBeNull();
    const counts = (
      await organiser.get(`/v1/programmes/${region.slug}/events/${event.id}/registration-counts`).expect(200)
    ).body;
    expect(counts).toMatchObject({
      all: 2,
      confirmed: 2,
      unverified: 2,
      bySource: expect.arrayContaining([{ source: 'onz', registrations: 1 }]),
    });
  });

  test('not for a draft, not before it opens, not after it closes, not when it has begun', async () => {
    const event = await aPublishedEvent(town, region, {
      by: organiser,
      startsAt: '2027-03-01T08:00:00Z',
      endsAt: '2027-03-01T10:00:00Z',
      signupOpensAt: '2027-02-01T08:00:00Z',
      signupClosesAt: '2027-02-20T08:00:00Z',
    });
    const before = town.ctx.now().toISOString();
    const outcomes: Record<string, number> = {
      '2027-02-01T07:59:59.999Z': 409,
      '2027-02-01T08:00:00Z': 201,
      '2027-02-20T07:59:59.999Z': 201,
      '2027-02-20T08:00:00Z': 409,
      '2027-03-01T08:00:00Z': 409,
    };
    for (const [moment, status] of Object.entries(outcomes)) {
      town.at(moment);
      const answer = await signUp(town, region, event);
      expect([moment, answer.status, answer.body.code]).toEqual([
        moment,
        status,
        status === 201 ? undefined : 'signup-closed',
      ]);
    }
    town.at(before);
    const draft = await organiser
      .post(`/v1/programmes/${region.slug}/events`, { title: { nl: 'Nog niet', en: null } })
      .expect(201);
    expect((await signUp(town, region, draft.body)).body.code).toBe('signup-closed');
  });
});

describe('the waiting line', () => {
  test('the third for two places waits, and gets the place when the first is cancelled', async () => {
    const event = await aLine(2, 'een', 'twee', 'drie');
    expect(await people(event, 'waiting')).toMatchObject([{ name: 'drie', place: 1 }]);
    await (await act(event, 'een', 'cancellation', { notify: true })).status;
    expect((await named(event, 'drie')).status).toBe('confirmed');
    await aMinutePasses(town);
    expect((await town.mailsTo(`drie@${event.id}.example`)).at(-1)!.subject).toContain('Er is een plaats voor je');
    expect((await town.mailsTo(`een@${event.id}.example`)).at(-1)!.subject).toContain('afgemeld');
  });

  test('nobody passes those who wait, however many places come free', async () => {
    const event = await aLine(2, 'a', 'b', 'c', 'd', 'e');
    await organiser.patch(`/v1/programmes/${region.slug}/events/${event.id}`, '*', { capacity: 4 }).expect(200);
    expect(await names(event, 'confirmed')).toEqual(['a', 'b', 'c', 'd']);
    await signUp(town, region, event, { name: 'f', email: `f@${event.id}.example` }).expect(201);
    expect(await names(event, 'waiting')).toEqual(['e', 'f']);
    await act(event, 'b', 'cancellation', { notify: false });
    expect(await names(event, 'waiting')).toEqual(['f']);
    expect((await named(event, 'e')).status).toBe('confirmed');
  });

  test('who is restored gets the place when it is free, else stands first in line; twice is refused', async () => {
    const event = await aLine(2, 'a', 'b', 'c', 'd');
    await act(event, 'a', 'cancellation', { notify: false });
    expect((await act(event, 'a', 'restoration')).body).toMatchObject({ status: 'waiting', place: 1 });
    expect(await names(event, 'waiting')).toEqual(['a', 'd']);
    expect((await act(event, 'a', 'restoration')).body.code).toBe('registration-state');
    await act(event, 'd', 'cancellation', { notify: false });
    await act(event, 'a', 'cancellation', { notify: false });
    await organiser.patch(`/v1/programmes/${region.slug}/events/${event.id}`, '*', { capacity: 9 }).expect(200);
    expect((await act(event, 'a', 'restoration')).body).toMatchObject({ status: 'confirmed', place: null });
  });

  test('who signed up again after cancelling cannot be restored beside that', async () => {
    const event = await aLine(5, 'a');
    const first = await named(event, 'a');
    await act(event, 'a', 'cancellation', { notify: false });
    await signUp(town, region, event, { name: 'a', email: `a@${event.id}.example` }).expect(201);
    const answer = await organiser.post(`${listPath(event)}/${first.id}/restoration`);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: 'Deze persoon is intussen opnieuw aangemeld.' },
    });
  });

  test('an organiser may give someone a place out of turn, by adding one', async () => {
    const event = await aLine(1, 'a', 'b', 'c');
    expect((await act(event, 'c', 'promotion', { capacity: 'keep' })).body.code).toBe('event-full');
    expect((await act(event, 'c', 'promotion', { capacity: 'raise' })).body.status).toBe('confirmed');
    expect((await organiser.get(`/v1/programmes/${region.slug}/events/${event.id}`)).body).toMatchObject({
      capacity: 2,
      confirmed: 2,
      waiting: 1,
    });
    expect((await act(event, 'c', 'promotion', { capacity: 'raise' })).body.code).toBe('registration-state');
  });

  test('of a meeting that is cancelled nobody gets a place', async () => {
    const event = await aLine(1, 'a', 'b');
    await organiser
      .post(`/v1/programmes/${region.slug}/events/${event.id}/cancellation`, { reason: 'ziekte' })
      .expect(200);
    expect((await act(event, 'b', 'promotion', { capacity: 'raise' })).body.code).toBe('registration-state');
    await act(event, 'a', 'cancellation', { notify: false });
    expect((await named(event, 'b')).status).toBe('waiting');
    expect((await act(event, 'a', 'restoration')).body.code).toBe('registration-state');
  });
});

describe('who did not confirm', () => {
  test('keeps the place a day; then it goes on to the first in line, and both hear', async () => {
    const event = await aLine(1, 'vergeetachtig');
    await organiser
      .post(`/v1/programmes/${region.slug}/events/${event.id}/participants`, {
        name: 'tweede',
        email: `tweede@${event.id}.example`,
        role: 'guest',
        notify: false,
      })
      .expect(201);
    town.passes({ hours: 23, minutes: 59 });
    await expireUnverified(town.ctx);
    expect(await names(event, 'confirmed')).toEqual(['vergeetachtig']);
    town.passes({ minutes: 2 });
    await expireUnverified(town.ctx);
    expect(await names(event, 'confirmed')).toEqual(['tweede']);
    expect((await town.mailsTo(`vergeetachtig@${event.id}.example`)).at(-1)!.subject).toContain('verlopen');
    expect((await town.mailsTo(`tweede@${event.id}.example`)).at(-1)!.subject).toContain('Er is een plaats voor je');
  });

  test('and confirms at the very moment the time is up either keeps the place or hears that it is gone, never half', async () => {
    const event = await aLine(5, 'a', 'b', 'c', 'd', 'e');
    const list = await people(event);
    town.passes({ hours: 24, seconds: 1 });
    await Promise.all([
      expireUnverified(town.ctx),
      ...list.map((it) => verifyRegistration(town.ctx, { programmeId: region.programmeId, registrationId: it.id })),
    ]);
    for (const it of [...(await people(event)), ...(await people(event, 'cancelled'))])
      expect(it.isVerified).toBe(true);
    const rows = await town.ctx.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM registrations AS r WHERE event_id = $1 AND status = 'cancelled' AND verified_at IS NOT NULL`,
      [event.id],
    );
    expect(rows[0]!.n, 'confirmed by mail, and cancelled for want of it').toBe(0);
  });

  test('in time is passed over when a place comes free; who still confirms before the end of it is not', async () => {
    const event = await aLine(1, 'eerste', 'laat', 'later');
    const first = await named(event, 'eerste');
    await verifyRegistration(town.ctx, { programmeId: region.programmeId, registrationId: first.id });
    town.passes({ hours: 24, seconds: 1 });
    await signUp(town, region, event, { name: 'op tijd', email: `optijd@${event.id}.example` }).expect(201);
    await act(event, 'eerste', 'cancellation', { notify: false });
    expect(await names(event, 'confirmed')).toEqual(['op tijd']);
    await organiser.patch(`/v1/programmes/${region.slug}/events/${event.id}`, '*', { capacity: 2 }).expect(200);
    expect(await names(event, 'confirmed')).toEqual(['op tijd']);
    const later = await named(event, 'later');
    await verifyRegistration(town.ctx, { programmeId: region.programmeId, registrationId: later.id });
    expect((await names(event, 'confirmed')).sort()).toEqual(['later', 'op tijd']);
    expect(
      (await town.mailsTo(`laat@${event.id}.example`)).map((it) => it.subject),
      'no place is promised to who loses it at once',
    ).not.toContainEqual(expect.stringContaining('Er is een plaats'));
  });

  test('reads behind the link why the place is gone, and who cancelled reads thanks', async () => {
    const event = await aLine(5, 'stil', 'netjes');
    const linkOf = async (name: string) => linkIn((await town.mailsTo(`${name}@${event.id}.example`))[0]!, '/r/');
    const [still, polite] = [await linkOf('stil'), await linkOf('netjes')];
    const page = async (link: string) => (await send(town, new URL(link).pathname)).text;
    await act(event, 'netjes', 'cancellation', { notify: false });
    town.passes({ hours: 24, seconds: 1 });
    await expireUnverified(town.ctx);
    expect(await page(still)).toContain('niet op tijd bevestigd');
    expect(await page(polite)).toContain('Fijn dat je het liet weten');
    expect(await named(event, 'stil')).toMatchObject({ status: 'cancelled', isVerified: true, verifyBy: null });
    expect((await people(event, 'unverified')).length).toBe(0);
    expect((await act(event, 'stil', 'restoration')).body).toMatchObject({ status: 'confirmed', isVerified: true });
    await expireUnverified(town.ctx);
    expect((await named(event, 'stil')).status).toBe('confirmed');
  });

  test('one that cannot be ended does not keep the others', async () => {
    const event = await aLine(5, 'kapot', 'heel');
    const { id } = await named(event, 'kapot');
    await town.ctx.db.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`);
    await town.ctx.db.query(
      `CREATE TRIGGER refuse BEFORE UPDATE ON registrations FOR EACH ROW WHEN (OLD.registration_id = '${id}') EXECUTE FUNCTION refuse()`,
    );
    town.passes({ hours: 24, seconds: 1 });
    await expireUnverified(town.ctx);
    await town.ctx.db.query('DROP FUNCTION refuse CASCADE');
    expect((await named(event, 'heel')).status).toBe('cancelled');
    expect((await named(event, 'kapot')).status).toBe('confirmed');
    expect(town.logged).toContainEqual(expect.objectContaining({ registrationId: id }));
  });

  test('but is at the door is there: the place is not taken away afterwards', async () => {
    const event = await aPublishedEvent(town, region, {
      by: organiser,
      startsAt: new Date(town.ctx.now().getTime() + 3600_000).toISOString(),
      endsAt: new Date(town.ctx.now().getTime() + 7200_000).toISOString(),
    });
    await signUp(town, region, event, { name: 'a', email: `a@${event.id}.example` }).expect(201);
    await signUp(town, region, event, { name: 'b', email: `b@${event.id}.example` }).expect(201);
    const host = await asStaff(town, region, 'host');
    const path = `${listPath(event)}/${(await named(event, 'a')).id}/attendance`;
    const first = (await host.post(path, { hasAttended: true }).expect(200)).body;
    expect((await host.post(path, { hasAttended: true }).expect(200)).body, 'twice is once').toEqual(first);
    town.passes({ hours: 30 });
    await expireUnverified(town.ctx);
    expect(await named(event, 'a')).toMatchObject({ status: 'confirmed', hasAttended: true, isVerified: true });
    expect((await named(event, 'b')).status).toBe('confirmed');
    expect((await host.post(path, { hasAttended: null }).expect(200)).body.hasAttended).toBeNull();
  });
});

describe('by hand', () => {
  const add = (event: { id: string }, body: object, key?: string) => {
    const sent = organiser.post(`/v1/programmes/${region.slug}/events/${event.id}/participants`, {
      name: 'Hanna',
      role: 'speaker',
      notify: true,
      ...body,
    });
    return key ? sent.set('idempotency-key', key) : sent;
  };

  test('an organiser adds someone in any role; who is in already gets no mail about it, also when it is sent again', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    const email = `hanna@${event.id}.example`;
    expect((await add(event, { email }).expect(201)).body).toMatchObject({
      role: 'speaker',
      status: 'confirmed',
      isVerified: true,
    });
    expect(await town.mailsTo(email), 'a minute to undo it').toEqual([]);
    await aMinutePasses(town);
    expect((await town.mailsTo(email)).map((it) => it.subject)).toEqual([expect.stringContaining('Je bent aangemeld')]);
    const key = newId();
    for (let i = 0; i < 2; i++)
      expect(await add(event, { email }, key)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    await aMinutePasses(town);
    expect(await town.mailsTo(email)).toHaveLength(1);
  });

  test('the same request twice gives the same registration, whatever the person is called meanwhile', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    const key = newId();
    const body = { email: `ina@${event.id}.example`, notify: false };
    const one = await add(event, body, key).expect(201);
    await organiser
      .patch(`/v1/programmes/${region.slug}/contacts/${one.body.contact}`, '*', { email: `nieuw@${event.id}.example` })
      .expect(200);
    expect((await add(event, body, key).expect(201)).body.id).toBe(one.body.id);
  });

  test('when it is full they join the line like everyone', async () => {
    const event = await aLine(1, 'a', 'b');
    expect((await add(event, { email: `c@${event.id}.example`, notify: false }).expect(201)).body).toMatchObject({
      status: 'waiting',
      place: 2,
    });
  });
});

test('the link in a mail is opened by a scanner, and nothing changes', async () => {
  const event = await aPublishedEvent(town, region);
  const email = `scan@${event.id}.example`;
  await signUp(town, region, event, { email }).expect(201);
  const [mail] = await town.mailsTo(email);
  const before = await census(town);
  for (const link of mail!.text!.match(/http\S+/g)!) {
    for (const method of ['GET', 'HEAD'])
      expect((await send(town, new URL(link).pathname, { method })).status).toBeLessThan(400);
  }
  expect(linkIn(mail!, '/r/')).toContain(region.slug);
  expect(await census(town)).toEqual(before);
});
