// Mails in a programme's own words, and back; and a mail that is sent once more.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { aMinutePasses, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;

beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
  organiser = await asStaff(town, region, 'organiser');
});
afterAll(() => town.close());

const path = (key: string, language = 'nl') => `/v1/programmes/${region.slug}/mail-wordings/${key}/${language}`;
const own = { subject: 'Hoera, {event}!', body: 'We hebben er zin in.\n\nTot bij {programme}.' };
let count = 0;
const aNewcomer = () => `nieuw${++count}@post.example`;

describe('own words', () => {
  test('are said from then on, in that language, with the places filled in; after reset ours are back', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser, title: 'Ontbijt' });
    const { body } = await organiser.put(path('signup-verify-confirmed'), own).expect(200);
    expect(body).toMatchObject({ ...own, isOwn: true, places: ['event', 'programme', 'until'] });
    const email = aNewcomer();
    await signUp(town, region, event, { email }).expect(201);
    const [mail] = await town.mailsTo(email);
    expect(mail!.subject).toBe('Hoera, Ontbijt!');
    expect(mail!.text).toContain('We hebben er zin in.');
    expect(mail!.text).toMatch(/Tot bij Regio /);
    const english = aNewcomer();
    await signUp(town, region, event, { email: english, language: 'en' }).expect(201);
    expect((await town.mailsTo(english))[0]!.subject).toMatch(/^Confirm your signup/);
    expect((await organiser.delete(path('signup-verify-confirmed')).expect(200)).body).toMatchObject({
      isOwn: false,
      changedAt: null,
      subject: 'Bevestig je aanmelding: {event}',
    });
    const third = aNewcomer();
    await signUp(town, region, event, { email: third }).expect(201);
    expect((await town.mailsTo(third))[0]!.subject).toBe('Bevestig je aanmelding: Ontbijt');
  });

  test('cannot name a place that the mail cannot fill in, and what was there stays', async () => {
    await organiser.put(path('signup-cancelled'), own).expect(200);
    const { body } = await organiser
      .put(path('signup-cancelled'), { subject: 'Dag', body: 'Je was nummer {place}.' })
      .expect(400);
    expect(body.errors).toEqual([
      { pointer: '/body', code: 'place', detail: '{place} kan deze mail niet invullen. Wel: {event}, {programme}.' },
    ]);
    await organiser.put(path('signup-cancelled'), { subject: 'Een\nregel', body: 'x' }).expect(400);
    await organiser.put(path('signup-cancelled'), { subject: ' ', body: 'x' }).expect(400);
    await organiser.put(path('verzonnen'), own).expect(400);
    const list = (await organiser.get(`/v1/programmes/${region.slug}/mail-wordings`).expect(200)).body.items;
    expect(
      list.find((it: { key: string; language: string }) => it.key === 'signup-cancelled' && it.language === 'nl'),
    ).toMatchObject(own);
    expect(list).toHaveLength(46);
  });

  test('are text: what looks like HTML is shown, in the preview and in the mail', async () => {
    const body = { subject: 'Let op <b>', body: '<script>alert(1)</script> {event}' };
    const seen = (await organiser.post(`${path('signup-confirmed')}/preview`, body).expect(200)).body;
    expect(seen.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; Ontbijtsessie Zorg');
    expect(seen.subject).toBe('Let op <b>');
    expect(seen.html).not.toContain('<script');
    const viewer = await asStaff(town, region, 'viewer');
    await viewer.put(path('signup-confirmed'), own).expect(403);
  });

  test('of one programme are not those of another', async () => {
    const other = await aProgramme(town);
    const its = await asStaff(town, other, 'organiser');
    await organiser.put(path('signup-waiting'), own).expect(200);
    const list = (await its.get(`/v1/programmes/${other.slug}/mail-wordings`).expect(200)).body.items;
    expect(list.every((it: { isOwn: boolean }) => !it.isOwn)).toBe(true);
  });
});

describe('a mail once more', () => {
  const aMail = async (email: string) => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    await signUp(town, region, event, { email }).expect(201);
    await town.mailsTo(email);
    const mails = (await organiser.get(`/v1/programmes/${region.slug}/mails?event=${event.id}`).expect(200)).body.items;
    return { event, mail: mails.find((it: { to: string }) => it.to === email) as { id: string; registration: string } };
  };

  test('goes to the same person after a minute, as a mail of its own', async () => {
    const email = aNewcomer();
    const { mail } = await aMail(email);
    await organiser.post(`/v1/programmes/${region.slug}/mails/${mail.id}/resend`).expect(202);
    expect(await town.mailsTo(email)).toHaveLength(1);
    await aMinutePasses(town);
    const [first, second] = await town.mailsTo(email);
    expect(second!.subject).toBe(first!.subject);
    expect(second!.messageId).not.toBe(first!.messageId);
  });

  test('is refused when it is not true any more', async () => {
    const email = aNewcomer();
    const { event, mail } = await aMail(email);
    const registrations = `/v1/programmes/${region.slug}/events/${event.id}/registrations`;
    await organiser.post(`${registrations}/${mail.registration}/cancellation`, { notify: false }).expect(200);
    const refused = await organiser.post(`/v1/programmes/${region.slug}/mails/${mail.id}/resend`).expect(409);
    expect(refused.body.detail).toMatch(/klopt niet meer/);
  });
});
