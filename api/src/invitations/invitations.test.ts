import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetExpired } from '#api/forget.ts';
import { census } from '#test/contract.ts';
import { aRegionOf as aRegionIn, invitation, type Someone } from '#test/guests.ts';
import { asStaff, linkIn } from '#test/people.ts';
import { aMinutePasses, type SentMail, startTown, type Town } from '#test/town.ts';

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.close());

const aRegionOf = (people: Someone[]) => aRegionIn(town, people);
const header = (mail: SentMail, key: string) => mail.headers.find((it) => it.key === key)?.value;
const path = (url: string) => url.slice(town.url.length);
const press = (url: string, body = '') => request(town.url).post(path(url)).type('form').send(body);

describe('no more of these', () => {
  test('is one click in the mail program, without page or cookie (RFC 8058); the page undoes it', async () => {
    const { staff, path: eventPath, mailTo, ids, home } = await aRegionOf([{ name: 'Anna' }]);
    await staff.post(`${eventPath}/mailings`, invitation).expect(201);
    await aMinutePasses(town);
    const [mail] = await mailTo('Anna');
    expect(header(mail!, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const url = /^<(.+)>$/.exec(header(mail!, 'list-unsubscribe')!)![1]!;
    expect(mail!.text).toContain(url);
    expect(url).not.toContain('@');
    const consents = async () =>
      (await staff.get(`/v1/programmes/${home.slug}/contacts/${ids.Anna}`)).body.consents.map(
        (it: { withdrawnAt: string | null }) => it.withdrawnAt === null,
      );
    const page = await request(town.url).get(path(url)).set('accept', 'text/html').expect(200);
    expect(page.text).toContain('Geen uitnodigingen meer?');
    expect(await consents(), 'a scanner that looks changes nothing').toEqual([true]);
    await request(town.url)
      .post(path(url))
      .set('content-type', 'multipart/form-data; boundary=x')
      .set('origin', 'https://mail.example')
      .send('--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n')
      .expect(200);
    expect(await consents()).toEqual([false]);
    await press(url, 'List-Unsubscribe=One-Click').expect(200);
    expect(await consents(), 'twice is once').toEqual([false]);
    await press(`${url}/again`, 'button=page').expect(303);
    expect(await consents()).toEqual([false, true]);
    await press(url, 'button=page').expect(303);
    expect(await consents()).toEqual([false, false]);
    const forged = await request(town.url)
      .post(`/${home.slug}/u/${'A'.repeat(43)}`)
      .set('accept', 'text/html')
      .set('accept-language', 'en')
      .expect(404);
    expect(forged.text).toContain('This link is not right');
  });
});

describe('an answer', () => {
  test('takes a button: a mail scanner that follows every link changes nothing', async () => {
    const {
      staff,
      path: eventPath,
      mailTo,
      event,
      home,
      addressOf,
      ids,
    } = await aRegionOf([{ name: 'Anna' }, { name: 'Bert' }]);
    await staff.post(`${eventPath}/mailings`, invitation).expect(201);
    await aMinutePasses(town);
    const [mail] = await mailTo('Anna');
    const before = await census(town);
    const links = [...mail!.html!.matchAll(/href="([^"]+)"/g)].map((it) => it[1]!.replaceAll('&amp;', '&'));
    expect(links.length).toBeGreaterThanOrEqual(4);
    for (const link of links) {
      const { pathname, search } = new URL(link);
      await request(town.url)
        .get(pathname + search)
        .set('accept', 'text/html')
        .expect(200);
      await request(town.url).head(pathname + search);
    }
    expect(await census(town)).toEqual(before);

    const item = async (name: string) =>
      (await staff.get(`${eventPath}/invitations?search=${name}`).expect(200)).body.items[0];
    const no = linkIn(mail!, '/i/');
    await press(`${no}/decline`).expect(303);
    expect(await item('Anna')).toMatchObject({ answer: 'not-coming', answeredAt: expect.any(String) });
    expect((await request(town.url).get(path(no)).set('accept', 'text/html')).text).toContain('Je kunt niet komen');
    await press(`${no}/reconsider`).expect(303);
    expect(await item('Anna')).toMatchObject({ answer: null });

    // "I am coming" is the form with what we know in it, and answers this invitation with whatever address is typed
    const yes = linkIn((await mailTo('Bert'))[0]!, 'invitation=').replace('#aanmelden', '');
    const form = await request(town.url).get(path(yes)).set('accept', 'text/html').expect(200);
    expect(form.text).toContain(`value="${await addressOf('Bert')}"`);
    expect(form.headers['cache-control']).toBe('no-store');
    const token = /name="token" value="([^"]+)"/.exec(form.text)![1]!;
    await press(
      yes,
      new URLSearchParams({
        token,
        name: 'Bert',
        email: `werk@${event.id}.example`,
        role: 'guest',
        consent: 'on',
      }).toString(),
    ).expect(303);
    expect(await item('Bert')).toMatchObject({
      answer: null,
      registration: { status: 'confirmed', hasAttended: null },
    });
    expect((await staff.get(`${eventPath}/registrations`)).body.items).toMatchObject([{ source: 'uitnodiging' }]);

    // who signed up and cancelled has answered
    const [{ id }] = (await staff.get(`${eventPath}/registrations`)).body.items;
    await staff.post(`${eventPath}/registrations/${id}/cancellation`, { notify: false }).expect(200);
    const { body: audience } = await staff
      .post(`${eventPath}/audience`, { kind: 'reminder', audience: {} })
      .expect(200);
    expect(audience).toMatchObject({ reached: 1, excluded: [{ reason: 'answered', people: 1 }] });
    await staff.post(`${eventPath}/registrations/${id}/restoration`).expect(200);

    // one reminder, to who did not answer; sooner than three days is said to be soon
    const asked = { kind: 'reminder', audience: {} };
    expect((await staff.post(`${eventPath}/audience`, asked)).body).toMatchObject({
      chosen: 2,
      reached: 1,
      remindedLately: 1,
      excluded: [{ reason: 'signed-up', people: 1 }],
      people: [{ name: 'Anna', reminded: 0 }],
    });
    await staff.post(`${eventPath}/mailings`, { ...invitation, kind: 'reminder' }).expect(201);
    await aMinutePasses(town);
    expect(linkIn((await mailTo('Anna'))[1]!, '/i/'), 'the same invitation').toBe(no);
    expect(await item('Anna')).toMatchObject({ reminded: 1, remindedAt: expect.any(String) });
    town.passes({ hours: 97 });
    expect((await staff.post(`${eventPath}/audience`, asked)).body).toMatchObject({
      remindedLately: 0,
      people: [{ reminded: 1 }],
    });
    await press(`${no}/decline`).expect(303);
    await staff.post(`${eventPath}/mailings`, { ...invitation, kind: 'reminder' }).expect(409);
    const history = await staff.get(`/v1/programmes/${home.slug}/contacts/${ids.Anna}/history`).expect(200);
    expect(history.body.items.map((it: { name: string }) => it.name)).toEqual(
      expect.arrayContaining(['invitation.received', 'invitation.answered']),
    );
    await request(town.url)
      .post(`/${home.slug}/i/${'A'.repeat(43)}/decline`)
      .set('accept', 'text/html')
      .expect(404);
  });
});

test('what a mailing said goes five years after its meeting; that it went stays', async () => {
  const { staff, path: eventPath, home } = await aRegionOf([{ name: 'Anna' }]);
  const named = { ...invitation, audience: { search: 'anna' } };
  const made = (await staff.post(`${eventPath}/mailings`, named).expect(201)).body;
  await aMinutePasses(town);
  const after = async (at: string) => {
    town.at(at);
    await forgetExpired(town.ctx);
    const anew = await asStaff(town, home);
    return (await anew.get(`${eventPath}/mailings/${made.id}`).expect(200)).body;
  };
  expect(await after('2032-01-01T09:00:00Z')).toMatchObject({ audience: { search: 'anna' }, mailing: { sent: 1 } });
  expect(await after('2032-01-20T09:00:00Z')).toMatchObject({
    audience: null,
    texts: null,
    mailing: { subject: null, sent: 1 },
  });
});
