import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aProgramme, aPublishedEvent, asStaff, linkIn, type Person, type Region, signUp } from '#test/people.ts';
import { aMinutePasses, type SentMail, startTown, type Town } from '#test/town.ts';
import { aDeadJob } from '#test/world.ts';

let town: Town;
let region: Region;
let organiser: Person;
let isMailboxFull = true;
beforeAll(async () => {
  town = await startTown({ refusesMailTo: (address) => isMailboxFull && address.startsWith('vol') });
  region = await aProgramme(town, { name: 'Pr8werk & <Co>' });
  organiser = await asStaff(town, region);
});
afterAll(() => town.close());

const header = (mail: SentMail, key: string) => mail.headers.find((it) => it.key === key)?.value;
const kept = async (query: string) =>
  (await organiser.get(`/v1/programmes/${region.slug}/mails?${query}`).expect(200)).body.items;
async function addsByHand(event: { id: string }, body: object) {
  await organiser
    .post(`/v1/programmes/${region.slug}/events/${event.id}/participants`, {
      name: 'Anna',
      role: 'guest',
      notify: true,
      ...body,
    })
    .expect(201);
  await aMinutePasses(town);
}

describe('a mail to a participant', () => {
  test('says what, when and where, in plain text and in HTML, with the appointment', async () => {
    const event = await aPublishedEvent(town, region, { title: 'Ontbijt & meer' });
    const email = `anna@${event.id}.example`;
    await addsByHand(event, { email });
    const [mail] = await town.mailsTo(email);
    for (const text of [
      mail!.text!,
      mail!.html!.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
    ]) {
      expect(text).toContain('Ontbijt & meer');
      expect(text).toContain('donderdag 14 januari 2027, 07:30–10:00 uur');
      expect(text).toContain('De Zaal, Wehl');
      expect(text).toContain('Pr8werk & <Co>');
      expect(text).toContain('Stichting Regio is verantwoordelijk voor je gegevens');
    }
    expect(mail!.html).toContain('lang="nl"');
    expect(header(mail!, 'auto-submitted')).toBe('auto-generated');
    const { content } = mail!.attachments.find((it) => it.mimeType === 'text/calendar')!;
    const calendar = new ICAL.Component(
      ICAL.parse(typeof content === 'string' ? content : new TextDecoder().decode(content)),
    );
    const appointment = calendar.getFirstSubcomponent('vevent')!;
    expect(appointment.getFirstPropertyValue('summary')).toBe('Ontbijt & meer');
    expect(appointment.getFirstProperty('dtend')!.toICALString()).toBe('DTEND:20270114T090000Z');
    expect(mail!.html, 'nothing is fetched: opening is not tracked').not.toMatch(/<img|background="|url\(/);
  });

  test('comes in English to who wants English, with the English title', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    await organiser
      .patch(`/v1/programmes/${region.slug}/events/${event.id}`, '*', { title: { nl: 'Ontbijt', en: 'Breakfast' } })
      .expect(200);
    const email = `john@${event.id}.example`;
    await signUp(town, region, event, { email, language: 'en' }).expect(201);
    const [mail] = await town.mailsTo(email);
    expect(mail!.subject).toBe('Confirm your signup: Breakfast');
    expect(mail!.text).toContain('Thursday');
    expect(mail!.text).not.toMatch(/\b(je|aanmelding|bijeenkomst)\b/);
    expect(header(mail!, 'content-language')).toBe('en');
  });

  test('cannot be bent by what someone fills in: no line or address is slipped in', async () => {
    const event = await aPublishedEvent(town, region);
    const before = town.mails.length;
    for (const email of ['a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example', '"c@d.example" <a@b.example>'])
      await signUp(town, region, event, { email }).expect(400);
    await signUp(town, region, event, {
      name: 'Anna =?utf-8?q?x?= <c@d.example>',
      email: `anna@${event.id}.example`,
    }).expect(201);
    await town.settled();
    expect(town.mails.slice(before).map((it) => it.to.map((to) => to.address))).toEqual([[`anna@${event.id}.example`]]);
  });

  test('of something that was undone within the minute is not sent', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    const email = `spijt@${event.id}.example`;
    const path = `/v1/programmes/${region.slug}/events/${event.id}`;
    const added = await organiser
      .post(`${path}/participants`, { name: 'Spijt', email, role: 'guest', notify: true })
      .expect(201);
    await organiser.post(`${path}/registrations/${added.body.id}/cancellation`, { notify: false }).expect(200);
    await aMinutePasses(town);
    expect(await town.mailsTo(email)).toEqual([]);
  });
});

describe('what staff may see', () => {
  test('is the mail as it was, without the links that act for the participant', async () => {
    const event = await aPublishedEvent(town, region);
    const email = `privé@${event.id}.example`.replace('é', 'e');
    await signUp(town, region, event, { email }).expect(201);
    const [mail] = await town.mailsTo(email);
    const token = new URL(linkIn(mail!, '/r/')).pathname.split('/').at(-1)!;
    const [row] = await kept(`event=${event.id}`);
    expect(row).toMatchObject({
      kind: 'signup-confirmed',
      to: email,
      subject: mail!.subject,
      state: 'sent',
      attempts: 1,
    });
    const detail = (await organiser.get(`/v1/programmes/${region.slug}/mails/${row.id}`).expect(200)).text;
    expect(detail).toContain('Bevestig');
    expect(detail).not.toContain(token);
    const everything =
      JSON.stringify(await town.ctx.db.query('SELECT * FROM mails')) +
      JSON.stringify(await town.ctx.db.query('SELECT data FROM pgboss.job')) +
      JSON.stringify(await town.ctx.db.query('SELECT * FROM activity'));
    expect(everything, 'nor is it kept anywhere').not.toContain(token);
    const outbox =
      JSON.stringify(await town.ctx.db.query('SELECT data FROM pgboss.job')) +
      JSON.stringify(await town.ctx.db.query('SELECT * FROM activity'));
    expect(outbox, 'jobs and activity carry ids, never people').not.toContain('@');
  });
});

describe('a mail server that refuses', () => {
  test('is tried again; the mail goes once, with the Message-ID it had', async () => {
    const event = await aPublishedEvent(town, region);
    const email = `vol@${event.id}.example`;
    await signUp(town, region, event, { email }).expect(201);
    await town.settled();
    const [failed] = await kept(`event=${event.id}`);
    expect(failed).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: expect.stringContaining('mailbox unavailable'),
    });
    expect(await kept(`state=failed&event=${event.id}`)).toHaveLength(1);
    isMailboxFull = false;
    await town.ctx.db.query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`);
    const mails = await town.mailsTo(email);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.messageId).toContain(failed.id);
    expect((await kept(`event=${event.id}`))[0]).toMatchObject({
      id: failed.id,
      state: 'sent',
      attempts: 2,
      error: null,
    });
    // a job that runs once more (at least once is what a queue promises) finds it sent
    await town.ctx.db.query(
      `UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'completed' AND name = 'send-mail'`,
    );
    expect(await town.mailsTo(email)).toHaveLength(1);
  });

  test('work that failed after all its tries is shown, of this programme only, and can be tried again', async () => {
    const away = await aProgramme(town);
    const [mine, theirs] = [await aDeadJob(town, region), await aDeadJob(town, away)];
    const owner = await asStaff(town, region, 'owner');
    const path = `/v1/programmes/${region.slug}/dead-jobs`;
    expect((await owner.get(path).expect(200)).body.items).toMatchObject([
      { id: mine, name: 'send-mail', attempts: 11 },
    ]);
    await owner.post(`${path}/${theirs}/retry`).expect(404);
    await owner.post(`${path}/${mine}/retry`).expect(202);
    await town.settled();
    expect((await owner.get(path).expect(200)).body.items).toEqual([]);
  });
});
