import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { repositoryRoot } from '#api/config.ts';
import { unsubscribeToken } from '#api/contacts/rules.ts';
import { newId } from '#api/context.ts';
import { connect } from '#api/db/postmaster.ts';
import { sendMailings } from '#api/invitations/jobs.ts';
import { openPost } from '#api/mail/transport.ts';
import { createDatabase } from '#test/cluster.ts';
import { send } from '#test/crowd.ts';
import { aRegionOf as aRegionIn, invitation, type Someone, texts } from '#test/guests.ts';
import { linkIn, signUp } from '#test/people.ts';
import { aMinutePasses, startTown, type Town } from '#test/town.ts';

let town: Town;
const refusals = new Map<string, string>();
beforeAll(async () => {
  town = await startTown({ refusesMailTo: (address) => refusals.get(address) ?? false });
});
afterAll(() => town.close());

const aRegionOf = (people: Someone[]) => aRegionIn(town, people);

/** As the work of every minute does, at the town's own time. */
async function theMinuteStrikes() {
  const post = openPost(town.config);
  await sendMailings(town.ctx, post, null);
  post.close();
  await town.settled();
}

describe('a mailing', () => {
  test('goes to whom the preview counted; who gets nothing is counted with the reason, and can be listed', async () => {
    const { staff, ids, event, path, mailTo, home, addressOf } = await aRegionOf([
      { name: 'Anna', municipality: 'Wehl' },
      { name: 'Bert' },
      { name: 'Carla', ground: null },
      { name: 'Dirk', ground: 'withdrawn' },
      { name: 'Els', email: null },
      { name: 'Frits' },
    ]);
    await signUp(town, home, event, { name: 'Frits', email: await addressOf('Frits') }).expect(201);
    const preview = await staff.post(`${path}/audience`, { kind: 'invitation', audience: {} }).expect(200);
    expect(preview.body).toMatchObject({
      chosen: 6,
      reached: 2,
      excluded: [
        { reason: 'signed-up', people: 1 },
        { reason: 'no-address', people: 1 },
        { reason: 'withdrawn', people: 1 },
        { reason: 'no-ground', people: 1 },
      ],
      people: [{ name: 'Anna' }, { name: 'Bert' }],
    });
    const listed = await staff.post(`${path}/audience`, { kind: 'invitation', audience: {}, show: 'no-ground' });
    expect(listed.body.people).toMatchObject([{ contact: ids.Carla, reason: 'no-ground' }]);
    const inWehl = await staff.post(`${path}/audience`, { kind: 'invitation', audience: { municipality: 'wehl' } });
    expect(inWehl.body.people).toMatchObject([{ name: 'Anna' }]);
    // seen as one person would get it, and nothing of it acts
    const seen = await staff
      .post(`${path}/mailing-preview`, { kind: 'invitation', ...texts, contact: ids.Anna })
      .expect(200);
    expect(seen.body).toMatchObject({ subject: 'Kom je ook? Ontbijtsessie Zorg', language: 'nl' });
    expect(seen.body.text).toContain(
      'Dag Anna, kom je op donderdag 14 januari 2027, 07:30–10:00 uur naar De Zaal, Wehl?',
    );
    expect(seen.body.html).not.toMatch(/\/(i|u)\/|invitation=/);

    const key = newId();
    const send = () => staff.post(`${path}/mailings`, invitation).set('idempotency-key', key);
    const [first, again] = [await send().expect(201), await send().expect(201)];
    expect(again.body.id).toBe(first.body.id);
    expect(first.body).toMatchObject({ state: 'planned', toSend: 2, excluded: 4 });
    // a colleague who does the same a moment later finds nobody left
    const twice = await staff.post(`${path}/mailings`, invitation).expect(409);
    expect(twice.body.code).toBe('conflict');
    await town.settled();
    expect(await mailTo('Anna')).toEqual([]);
    await aMinutePasses(town);
    const [mail] = await mailTo('Anna');
    expect(mail!.subject).toBe('Kom je ook? Ontbijtsessie Zorg');
    expect(mail!.html, 'opening is not tracked').not.toMatch(/<img|background="|url\(/);
    for (const name of ['Carla', 'Dirk']) expect(await mailTo(name)).toEqual([]);
    const shown = (await staff.get(`${path}/mailings/${first.body.id}`).expect(200)).body;
    expect(shown).toMatchObject({
      mailing: { state: 'sent', sent: 2, toSend: 0, excluded: 4, by: expect.any(String) },
    });
    const recipients = await staff.get(`${path}/mailings/${first.body.id}/recipients?state=excluded&reason=withdrawn`);
    expect(recipients.body.items).toMatchObject([{ name: 'Dirk', reason: 'withdrawn', sentAt: null }]);
    expect((await staff.post(`${path}/audience`, { kind: 'invitation', audience: {} })).body).toMatchObject({
      reached: 0,
      excluded: expect.arrayContaining([{ reason: 'invited', people: 2 }]),
    });
  });

  test('can be cancelled in its minute, and of a planned one until it leaves; then nobody was invited', async () => {
    const { staff, path, mailTo } = await aRegionOf([{ name: 'Anna' }]);
    const regret = (await staff.post(`${path}/mailings`, invitation).expect(201)).body;
    await staff.post(`${path}/mailings/${regret.id}/cancellation`).expect(200);
    await aMinutePasses(town);
    expect(await mailTo('Anna')).toEqual([]);
    await staff.post(`${path}/mailings/${regret.id}/cancellation`).expect(409);

    const early = new Date(town.ctx.now().getTime() - 1000).toISOString();
    const past = await staff.post(`${path}/mailings`, { ...invitation, sendAt: early }).expect(400);
    expect(past.body.errors).toMatchObject([{ pointer: '/sendAt' }]);
    const late = await staff.post(`${path}/mailings`, { ...invitation, sendAt: '2027-02-01T00:00:00Z' }).expect(400);
    expect(late.body.errors).toMatchObject([{ pointer: '/sendAt', code: 'too-late' }]);
    const sendAt = '2026-11-25T07:00:00.000Z';
    const planned = (await staff.post(`${path}/mailings`, { ...invitation, sendAt }).expect(201)).body;
    expect(planned).toMatchObject({ leavesAt: sendAt, isPlanned: true });
    await aMinutePasses(town);
    await theMinuteStrikes();
    expect(await mailTo('Anna')).toEqual([]);
    town.at('2026-11-25T07:00:30Z');
    await theMinuteStrikes();
    expect(await mailTo('Anna')).toHaveLength(1);
    expect((await staff.get(`${path}/invitations`)).body.items).toMatchObject([
      { name: 'Anna', source: 'pr8werk', invitedAt: '2026-11-25T07:00:30.000Z', answer: null, reminded: 0 },
    ]);
  });

  test('is looked at again when it leaves: who unsubscribes in that minute is not mailed', async () => {
    const { staff, path, mailTo, ids, home } = await aRegionOf([{ name: 'Anna' }, { name: 'Bert' }]);
    const made = (await staff.post(`${path}/mailings`, invitation).expect(201)).body;
    const token = unsubscribeToken(town.ctx, { programmeId: home.programmeId, contactId: ids.Anna! });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await send(town, `/${home.slug}/u/${token}`, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });
    await aMinutePasses(town);
    expect(await mailTo('Anna')).toEqual([]);
    expect(await mailTo('Bert')).toHaveLength(1);
    expect((await staff.get(`${path}/mailings/${made.id}`)).body).toMatchObject({
      mailing: { sent: 1, excluded: 1 },
      reasons: [{ reason: 'withdrawn', people: 1 }],
    });
  });

  test('says at the field which place it cannot fill in, and is not sent for a meeting that is no more', async () => {
    const { staff, path, event, home, mailTo } = await aRegionOf([{ name: 'Anna' }]);
    const wrong = { ...invitation, body: { nl: 'Beste {voornaam}', en: null } };
    expect((await staff.post(`${path}/mailings`, wrong).expect(400)).body.errors).toMatchObject([
      { pointer: '/body/nl', code: 'place', detail: expect.stringContaining('{voornaam}') },
    ]);
    const draft = await staff
      .post(`/v1/programmes/${home.slug}/events`, { title: { nl: 'Later', en: null } })
      .expect(201);
    const early = await staff
      .post(`/v1/programmes/${home.slug}/events/${draft.body.id}/mailings`, invitation)
      .expect(409);
    expect(early.body.code).toBe('event-state');
    const made = (await staff.post(`${path}/mailings`, invitation).expect(201)).body;
    await staff.post(`/v1/programmes/${home.slug}/events/${event.id}/cancellation`, { reason: 'ziekte' }).expect(200);
    await aMinutePasses(town);
    expect(await mailTo('Anna')).toEqual([]);
    expect((await staff.get(`${path}/mailings/${made.id}`)).body.mailing.state).toBe('cancelled');
  });

  test('leaves no faster than is set, one that is small goes between, and the rest can be stopped', async () => {
    const names = ['Anna', 'Bert', 'Carla', 'Dirk', 'Els'];
    const { staff, path } = await aRegionOf(names.map((name) => ({ name })));
    const state = async (id: string) => (await staff.get(`${path}/mailings/${id}`)).body.mailing;
    const before = town.config.mailingPerMinute;
    town.passes({ minutes: 5 });
    town.config.mailingPerMinute = 2;
    const made = (await staff.post(`${path}/mailings`, invitation).expect(201)).body;
    await aMinutePasses(town);
    await theMinuteStrikes();
    expect(await state(made.id)).toMatchObject({ state: 'going', sent: 2, toSend: 3 });
    // a minute on the clock, however late in it the last ones left
    town.passes({ seconds: 60 });
    await theMinuteStrikes();
    expect(await state(made.id)).toMatchObject({ state: 'going', sent: 4, toSend: 1 });
    await staff.post(`${path}/mailings/${made.id}/cancellation`).expect(200);
    town.passes({ minutes: 2 });
    await theMinuteStrikes();
    expect(await state(made.id)).toMatchObject({ state: 'stopped', sent: 4, toSend: 1 });
    expect((await staff.get(`${path}/invitations`)).body.items).toHaveLength(4);
    // nor does the rest go to a meeting that is off meanwhile
    const half = await aRegionOf(['Anna', 'Bert', 'Carla'].map((name) => ({ name })));
    const off = (await half.staff.post(`${half.path}/mailings`, invitation).expect(201)).body;
    await aMinutePasses(town);
    await half.staff.post(`${half.path}/cancellation`, { reason: 'ziekte' }).expect(200);
    town.passes({ minutes: 2 });
    await theMinuteStrikes();
    expect((await half.staff.get(`${half.path}/mailings/${off.id}`)).body.mailing).toMatchObject({
      state: 'stopped',
      sent: 2,
    });
    town.config.mailingPerMinute = before;
  });

  test('that was cut off while it was sent goes once more with the Message-ID it had; what went does not', async () => {
    const { staff, path, mailTo, ids } = await aRegionOf([{ name: 'Anna' }, { name: 'Bert' }]);
    const made = (await staff.post(`${path}/mailings`, invitation).expect(201)).body;
    await aMinutePasses(town);
    const [first] = await mailTo('Anna');
    // as kill -9 leaves it: handed over, and not marked
    await town.ctx.db.query(`UPDATE mailings SET state = 'going' WHERE mailing_id = $1`, [made.id]);
    await town.ctx.db.query(
      `UPDATE mailing_recipients SET state = 'sending', sent_at = NULL, claimed_at = $3 WHERE mailing_id = $1 AND contact_id = $2`,
      [made.id, ids.Anna, town.ctx.now()],
    );
    await town.ctx.db.query('DELETE FROM invitations WHERE contact_id = $1', [ids.Anna]);
    await theMinuteStrikes();
    expect(await mailTo('Anna'), 'another process may be at it').toHaveLength(1);
    town.passes({ minutes: 3 });
    await theMinuteStrikes();
    const mails = await mailTo('Anna');
    expect(mails.map((it) => it.messageId)).toEqual([first!.messageId, first!.messageId]);
    expect(await mailTo('Bert')).toHaveLength(1);
    expect((await staff.get(`${path}/mailings/${made.id}`)).body.mailing).toMatchObject({ state: 'sent', sent: 2 });
  });
});

describe('a message', () => {
  test('goes to who takes part by where they stand, once to an address, on the ground of their signup', async () => {
    const { staff, path: eventPath, event, home } = await aRegionOf([]);
    const add = (name: string, role: string) =>
      staff
        .post(`${eventPath}/participants`, {
          name,
          email: `${name}@${event.id}.example`.toLowerCase(),
          role,
          notify: false,
        })
        .expect(201);
    await add('Anna', 'professional');
    await add('Bert', 'speaker');
    await signUp(town, home, event, { name: 'Robot', email: `robot@${event.id}.example` }).expect(201);
    const lead = (
      await town.ctx.db.query<{ contact_id: string }>(`SELECT contact_id FROM contacts WHERE email = $1`, [
        `anna@${event.id}.example`,
      ])
    )[0]!;
    await add('Kees', 'guest');
    await town.ctx.db.query(`UPDATE contacts SET email = NULL, reached_through = $2 WHERE email = $1`, [
      `kees@${event.id}.example`,
      lead.contact_id,
    ]);
    const asked = { kind: 'message', audience: { status: 'confirmed' } };
    expect((await staff.post(`${eventPath}/audience`, asked)).body).toMatchObject({
      chosen: 4,
      reached: 2,
      excluded: [
        { reason: 'unverified', people: 1 },
        { reason: 'same-address', people: 1 },
      ],
    });
    await staff
      .post(`${eventPath}/mailings`, { ...asked, ...texts, audience: { role: 'speaker' }, sendAt: null })
      .expect(201);
    await aMinutePasses(town);
    const [mail] = await town.mailsTo(`bert@${event.id}.example`);
    expect(linkIn(mail!, '/r/')).toBeTruthy();
    expect(
      mail!.headers.find((it) => it.key === 'list-unsubscribe'),
      'about what they signed up for',
    ).toBeUndefined();
    expect(mail!.text).not.toContain('/i/');
    expect((await town.mailsTo(`anna@${event.id}.example`)).map((it) => it.subject)).toEqual([]);
    expect((await staff.get(`${eventPath}/invitations`)).body.items, 'nobody was invited by it').toEqual([]);
  });
});

describe('an address that takes no mail', () => {
  test('is not tried again, shows under Vandaag with its people, and is clean again with another address', async () => {
    const {
      staff,
      path: eventPath,
      mailTo,
      addressOf,
      ids,
      home,
    } = await aRegionOf([{ name: 'Anna' }, { name: 'Bert' }, { name: 'Carla' }, { name: 'Dirk' }]);
    refusals.set(await addressOf('Anna'), '550 5.1.1 no such user');
    refusals.set(await addressOf('Bert'), '450 4.2.1 try again later');
    refusals.set(await addressOf('Carla'), '554 5.7.1 we do not like your mail');
    const made = (await staff.post(`${eventPath}/mailings`, invitation).expect(201)).body;
    await aMinutePasses(town);
    const recipients = async () =>
      (await staff.get(`${eventPath}/mailings/${made.id}/recipients`)).body.items.map(
        (it: { name: string; state: string; reason: string | null }) => [it.name, it.state, it.reason],
      );
    expect(await recipients()).toEqual([
      ['Anna', 'bounced', 'no-such-address'],
      ['Bert', 'to-send', null],
      ['Carla', 'bounced', 'refused'],
      ['Dirk', 'sent', null],
    ]);
    const today = async () => (await staff.get(`/v1/programmes/${home.slug}/today`)).body.undeliverable;
    expect(await today(), 'who refuses our mail may take another').toBe(1);
    const unreachable = await staff.get(`/v1/programmes/${home.slug}/contacts?undeliverable=yes`).expect(200);
    expect(unreachable.body.items).toMatchObject([{ id: ids.Anna }]);
    expect((await staff.get(`/v1/programmes/${home.slug}/contacts/${ids.Anna}`)).body.undeliverable).toMatchObject({
      because: 'no-such-address',
    });
    expect((await staff.get(`${eventPath}/invitations`)).body.items).toMatchObject([{ name: 'Dirk' }]);
    refusals.delete(await addressOf('Bert'));
    town.passes({ minutes: 10 });
    await theMinuteStrikes();
    expect(await mailTo('Bert')).toHaveLength(1);
    expect((await staff.get(`${eventPath}/mailings/${made.id}`)).body.mailing).toMatchObject({
      state: 'sent',
      bounced: 2,
    });
    const other = `anna-nieuw@gast.example`;
    await staff.patch(`/v1/programmes/${home.slug}/contacts/${ids.Anna}`, '*', { email: other }).expect(200);
    expect(await today()).toBe(0);
    expect((await staff.post(`${eventPath}/audience`, { kind: 'invitation', audience: {} })).body.people).toMatchObject(
      [{ name: 'Anna' }, { name: 'Carla' }],
    );
  });
});

test('a backup that is restored invites nobody once more', async () => {
  const { staff, path: eventPath } = await aRegionOf([{ name: 'Anna' }]);
  const sendAt = new Date(town.ctx.now().getTime() + 24 * 3600_000).toISOString();
  const made = (await staff.post(`${eventPath}/mailings`, { ...invitation, sendAt }).expect(201)).body;
  const folder = await mkdtemp(join(tmpdir(), 'pr8werk-mailing-'));
  const elsewhere = await createDatabase(inject('adminUrl'), 'template0');
  const run = (command: string, databaseUrl: string, ...words: string[]) =>
    promisify(execFile)(process.execPath, [join(repositoryRoot, `api/src/${command}.ts`), ...words], {
      env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: folder },
    });
  await run('backup', town.databaseUrl, join(folder, 'all.tar.gz'));
  const { stdout } = await run('restore', elsewhere.url, join(folder, 'all.tar.gz'));
  expect(stdout).toContain('1 mailings that waited');
  const client = await connect(elsewhere.url, 'pr8werk-test');
  const { rows } = await client.query('SELECT state FROM mailings WHERE mailing_id = $1', [made.id]);
  await client.end();
  expect(rows).toEqual([{ state: 'cancelled' }]);
  await elsewhere.drop();
  await rm(folder, { recursive: true, force: true });
}, 30_000);
