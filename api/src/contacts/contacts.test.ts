import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirmSubscription } from '#api/contacts/actions.ts';
import { census } from '#test/contract.ts';
import { send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

const contacts = () => `/v1/programmes/${region.slug}/contacts`;
const find = async (search: string) =>
  (await organiser.get(`${contacts()}?search=${encodeURIComponent(search)}`).expect(200)).body.items;

describe('people', () => {
  test('are one person over meetings, found by name, address or organisation, and a % is a %', async () => {
    const [one, two] = [await aPublishedEvent(town, region), await aPublishedEvent(town, region)];
    for (const event of [one, two])
      await signUp(town, region, event, {
        name: 'Anna 100%',
        email: 'anna@mensen.example',
        organisation: 'Bureau_Anna',
      }).expect(201);
    for (const text of ['anna 100%', 'ANNA@mensen', 'bureau_']) expect(await find(text)).toHaveLength(1);
    expect(await find('anna%nsen')).toEqual([]);
    const [{ id }] = await find('anna@');
    const { body } = await organiser.get(`${contacts()}/${id}`).expect(200);
    expect(body.registrations.map((it: { event: string }) => it.event).sort()).toEqual([one.id, two.id].sort());
    expect(body.registrations[0]).toMatchObject({ role: 'professional', isVerified: false, hasAttended: null });
  });

  test('their answers stand with their meetings; diet and access only for who manages participants', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    const question = (id: string, isSpecial: boolean) => ({
      ...{ id, kind: 'line', label: { nl: id, en: null }, help: null, isRequired: false, ask: 'signup', options: [] },
      ...{ showIf: null, isSpecial, mayShow: false, meaning: null },
    });
    const at = `/v1/programmes/${region.slug}/events/${event.id}`;
    const questions = [question('kennis', false), question('dieet', true)];
    await organiser.put(`${at}/form`, { questions }).set('if-match', '*').expect(200);
    const given = { answers: { kennis: 'Zagen', dieet: 'Noten' }, agreed: { dieet: true }, notify: false };
    const someone = { name: 'Ida Antwoord', email: 'ida@mensen.example', role: 'professional' };
    await organiser.post(`${at}/participants`, { ...someone, ...given }).expect(201);
    const [{ id }] = await find('ida@');
    const host = await asStaff(town, region, 'host');
    for (const [who, known] of [
      [organiser, { kennis: 'Zagen', dieet: 'Noten' }],
      [host, { kennis: 'Zagen' }],
    ] as const) {
      const { body } = await who.get(`${contacts()}/${id}/answers`).expect(200);
      expect(body.items).toMatchObject([{ event: event.id }]);
      const said = body.items[0].answers.map((it: { question: { id: string }; value: string }) => [
        it.question.id,
        it.value,
      ]);
      expect(Object.fromEntries(said)).toEqual(known);
    }
  });

  test('are corrected by staff; an address that someone else has is refused', async () => {
    const event = await aPublishedEvent(town, region);
    for (const name of ['bea', 'carla'])
      await signUp(town, region, event, { name, email: `${name}@mensen.example` }).expect(201);
    const [{ id }] = await find('bea@');
    expect((await organiser.patch(`${contacts()}/${id}`, 1, { email: 'Carla@Mensen.example' })).body.code).toBe(
      'email-taken',
    );
    expect(
      (
        await organiser
          .patch(`${contacts()}/${id}`, 1, { email: 'Bea.Nieuw@Mensen.example', disciplines: ['ICT'] })
          .expect(200)
      ).body,
    ).toMatchObject({ email: 'bea.nieuw@mensen.example', version: 2 });
    expect((await organiser.patch(`${contacts()}/${id}`, 1, { name: 'x' })).body).toMatchObject({
      code: 'version-stale',
      changed: { fields: ['disciplines', 'email'] },
    });
  });
});

describe('keep me informed', () => {
  const asks = (body: object) =>
    send(town, `/v1/programmes/${region.slug}/subscriptions`, {
      method: 'POST',
      body: { name: 'Dora', consent: true, ...body },
    });

  test('takes effect when the button is pressed, and not when a scanner opens the link', async () => {
    expect(await asks({ email: 'Dora@nieuws.example', language: 'en' })).toMatchObject({
      status: 202,
      body: { message: expect.stringContaining('Almost there') },
    });
    const [mail] = await town.mailsTo('dora@nieuws.example');
    const link = new URL(linkIn(mail!, '/s/'));
    const before = await census(town);
    expect((await send(town, link.pathname)).status).toBe(200);
    expect((await send(town, link.pathname, { method: 'HEAD' })).status).toBe(200);
    expect(await census(town)).toEqual(before);
    expect(await find('dora@')).toEqual([]);
    const [request] = await town.ctx.db.query<{ request_id: string }>(
      `SELECT request_id FROM subscription_requests WHERE email = 'dora@nieuws.example'`,
    );
    await Promise.all([1, 2, 3].map(() => confirmSubscription(town.ctx, region.programmeId, request!.request_id)));
    const [{ id }] = await find('dora@');
    expect((await organiser.get(`${contacts()}/${id}`)).body.consents).toMatchObject([
      { purpose: 'news', withdrawnAt: null },
    ]);
  });

  test('two requests of one person confirmed at once are one consent', async () => {
    for (let n = 0; n < 3; n++) {
      // asking twice in a row causes one mail
      if (n < 2) await asks({ email: 'eva@nieuws.example' });
      else {
        town.passes({ minutes: 16 });
        await asks({ email: 'eva@nieuws.example' });
      }
    }
    expect(await town.mailsTo('eva@nieuws.example')).toHaveLength(2);
    const rows = await town.ctx.db.query<{ request_id: string }>(
      `SELECT request_id FROM subscription_requests WHERE email = 'eva@nieuws.example'`,
    );
    const outcomes = await Promise.allSettled(
      rows.map((it) => confirmSubscription(town.ctx, region.programmeId, it.request_id)),
    );
    expect(outcomes.map((it) => it.status)).toEqual(['fulfilled', 'fulfilled']);
    const [{ id }] = await find('eva@');
    expect((await organiser.get(`${contacts()}/${id}`)).body.consents).toHaveLength(1);
  });

  test('says the same to a known and an unknown address, and to a robot, who causes no mail', async () => {
    const known = await asks({ email: 'dora@nieuws.example' });
    const fresh = await asks({ email: 'fien@nieuws.example' });
    const robot = await asks({ email: 'robot@nieuws.example', website: 'https://x.example' });
    expect(known.body).toEqual(fresh.body);
    expect(robot.body).toEqual(fresh.body);
    expect(await town.mailsTo('robot@nieuws.example')).toEqual([]);
  });

  test('a request is good for a week', async () => {
    await asks({ email: 'gon@nieuws.example' });
    const [request] = await town.ctx.db.query<{ request_id: string }>(
      `SELECT request_id FROM subscription_requests WHERE email = 'gon@nieuws.example'`,
    );
    town.passes({ hours: 7 * 24 });
    await expect(confirmSubscription(town.ctx, region.programmeId, request!.request_id)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await town.ctx.db.query(`SELECT 1 FROM contacts WHERE email = 'gon@nieuws.example'`)).toEqual([]);
  });
});
