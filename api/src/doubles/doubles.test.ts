// One person who stands there twice, and two people who only look alike.

import type { ContactView } from '@pr8werk/shared/contacts.ts';
import type { DoublesView, MergeView } from '@pr8werk/shared/doubles.ts';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect } from '#api/db/postmaster.ts';
import { movedColumns } from '#api/doubles/actions.ts';
import { endsOf } from '#api/doubles/rules.ts';
import { databaseUrl } from '#test/cluster.ts';
import { census } from '#test/contract.ts';
import { templateName } from '#test/global-setup.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
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

const base = () => `/v1/programmes/${region.slug}`;
const contact = async (search: string): Promise<ContactView> => {
  const { body } = await organiser.get(`${base()}/contacts?search=${encodeURIComponent(search)}`).expect(200);
  return (await organiser.get(`${base()}/contacts/${body.items[0].id}`).expect(200)).body;
};
async function allDoubles(): Promise<DoublesView['items']> {
  const items: DoublesView['items'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body }: { body: DoublesView } = await organiser
      .get(`${base()}/contact-doubles${cursor ? `?cursor=${cursor}` : ''}`)
      .expect(200);
    items.push(...body.items);
    cursor = body.next;
  }
  return items;
}

describe('doubles', () => {
  test('are suggested by the same name, a name that is nearly so and an address that is; two people are said to be two once', async () => {
    const event = await aPublishedEvent(town, region);
    for (const [name, email] of [
      ['Marieke te Riele', 'marieke@zorgbureau.example'],
      ['Marieke te Riele', 'm.teriele@prive.example'],
      ['Jörg Böhmer', 'jorg@bouw.example'],
      ['Jorg Bohmer', 'jb@elders.example'],
      ['Hanneke Wesselink', 'hanneke@x.example'],
      ['Hanneke Weselink', 'info@y.example'],
      ['Gerrit Jan Smit', 'gjsmit1960@post.example'],
      ['Gerrit Smidt', 'gjsmit1960@posts.example'],
      ['Xander Kok', 'xander@z.example'],
    ] as const)
      await signUp(town, region, event, { name, email }).expect(201);
    const found = await allDoubles();
    expect(found.map((it) => [it.one.name, it.other.name, it.because])).toEqual([
      ['Gerrit Jan Smit', 'Gerrit Smidt', 'near-address'],
      ['Hanneke Weselink', 'Hanneke Wesselink', 'near-name'],
      ['Jorg Bohmer', 'Jörg Böhmer', 'same-name'],
      ['Marieke te Riele', 'Marieke te Riele', 'same-name'],
    ]);
    const [, two] = found;
    await organiser.post(`${base()}/contact-separations`, { one: two!.other.id, other: two!.one.id }).expect(204);
    expect(await allDoubles()).toHaveLength(3);
  });

  test('become one with everything that hangs on them; at the same meeting one place comes free for who waits', async () => {
    const [both, one, other] = [
      await aPublishedEvent(town, region, { capacity: 2 }),
      await aPublishedEvent(town, region),
      await aPublishedEvent(town, region),
    ];
    const el = { name: 'Els Eén', email: 'els@werk.example', organisation: 'Werk BV' };
    const els = { name: 'E. Een', email: 'els@thuis.example' };
    await signUp(town, region, both, el).expect(201);
    await signUp(town, region, both, els).expect(201);
    await signUp(town, region, both, { name: 'Wacht Ende', email: 'wacht@x.example' }).expect(201);
    await signUp(town, region, one, el).expect(201);
    await signUp(town, region, other, els).expect(201);
    const [keep, drop] = [await contact('els@werk'), await contact('els@thuis')];
    const signup = (it: ContactView, event: { id: string }) => it.registrations.find((r) => r.event === event.id)!.id;
    await organiser
      .post(`${base()}/events/${both.id}/registrations/${signup(drop, both)}/notes`, { text: 'Komt later' })
      .expect(201);
    await organiser.post(`${base()}/networks`, { slug: 'onz', name: 'ONZ' }).expect(201);
    const { items } = (await organiser.get(`${base()}/networks`)).body;
    await organiser
      .patch(`${base()}/contacts/${drop.id}`, 1, {
        networks: [items[0].id],
        disciplines: ['zorg'],
        municipality: 'Aalten',
      })
      .expect(200);
    await organiser.patch(`${base()}/contacts/${keep.id}`, 1, { disciplines: ['Zorg', 'ICT'] }).expect(200);
    for (const [who, given, withdrawn] of [
      [keep.id, '2026-01-01', null],
      [drop.id, '2026-02-01', '2026-03-01'],
    ])
      await town.ctx.db.query(
        `INSERT INTO consents (programme_id, consent_id, contact_id, purpose, text_version, given_at, withdrawn_at, source)
           VALUES ($1, gen_random_uuid(), $2, 'news', '1', $3, $4, 'form')`,
        [region.programmeId, who, given, withdrawn],
      );
    const body = { keep: keep.id, drop: drop.id, from: { email: 'drop' }, dryRun: true };
    const before = await census(town);
    const preview: MergeView = (await organiser.post(`${base()}/contact-merges`, body).expect(200)).body;
    expect(await census(town), 'a preview leaves no trace').toEqual(before);
    await town.settled();
    const mails = town.mails.length;
    const merged: MergeView = (await organiser.post(`${base()}/contact-merges`, { ...body, dryRun: false }).expect(200))
      .body;
    expect({ ...preview, isPreview: false, contact: { ...preview.contact, version: 0 } }).toEqual({
      ...merged,
      contact: { ...merged.contact, version: 0 },
    });
    expect(merged).toMatchObject({
      moved: { registrations: 2, notes: 1, consents: 1, networks: 1 },
      twice: [{ event: both.id }],
      contact: {
        name: 'Els Eén',
        email: 'els@thuis.example',
        organisationName: 'Werk BV',
        municipality: 'Aalten',
        disciplines: ['Zorg', 'ICT'],
        networks: [{ slug: 'onz' }],
      },
    });
    expect(
      merged.contact.consents.map((it) => it.withdrawnAt?.slice(0, 10)),
      'the last word was no',
    ).toEqual(['2026-03-01', '2026-03-01']);
    const at = (event: { id: string }) =>
      merged.contact.registrations
        .filter((it) => it.event === event.id)
        .map((it) => it.status)
        .sort();
    expect([at(both), at(one), at(other)]).toEqual([['cancelled', 'confirmed'], ['confirmed'], ['confirmed']]);
    const notes = await organiser
      .get(`${base()}/events/${both.id}/registrations/${signup(keep, both)}/notes`)
      .expect(200);
    expect(notes.body.items).toMatchObject([{ text: 'Komt later' }]);
    expect((await contact('wacht@')).registrations[0]!.status, 'who waited has the place').toBe('confirmed');
    await town.settled();
    expect(
      town.mails.slice(mails).map((it) => it.to[0]!.address),
      'nobody hears that they cancelled',
    ).toEqual(['wacht@x.example']);

    // the old address of the page leads on; nothing can be done with who is gone
    expect((await organiser.get(`${base()}/contacts/${drop.id}`).expect(200)).body).toMatchObject({
      name: '',
      email: null,
      mergedInto: keep.id,
    });
    expect((await organiser.patch(`${base()}/contacts/${drop.id}`, '*', { name: 'x' })).status).toBe(409);
    expect((await organiser.post(`${base()}/contact-merges`, { ...body, dryRun: false })).body.errors[0].pointer).toBe(
      '/drop',
    );
    const stranger = { ...body, drop: keep.id };
    expect((await organiser.post(`${base()}/contact-merges`, stranger)).status).toBe(400);
    // whoever signs up by the address that went along is the one who stayed
    await signUp(town, region, await aPublishedEvent(town, region), els).expect(201);
    expect((await contact('els@thuis')).id).toBe(keep.id);
    const history = (await organiser.get(`${base()}/contacts/${keep.id}/history`).expect(200)).body.items;
    expect(history.map((it: { name: string }) => it.name)).toContain('contact.merged');
  });

  test('of one purpose what was said last holds', () => {
    const at = (day: number | null) => (day === null ? null : new Date(Date.UTC(2026, 0, day)));
    const said = (id: string, given: number, withdrawn: number | null) => ({
      consent_id: id,
      contact_id: id,
      purpose: 'news',
      given_at: at(given)!,
      withdrawn_at: at(withdrawn),
    });
    expect(endsOf([said('a', 1, null), said('b', 5, null)])).toEqual([{ consent_id: 'a', at: at(5) }]);
    expect(endsOf([said('a', 1, null), said('b', 2, 3)])).toEqual([{ consent_id: 'a', at: at(3) }]);
    expect(endsOf([said('a', 4, null), said('b', 2, 3)])).toEqual([]);
  });

  test('every column that points to a contact is moved', async () => {
    const client = await connect(databaseUrl(inject('adminUrl'), templateName), 'pr8werk-test');
    const { rows } = await client.query<{ column: string }>(
      `SELECT c.relname || '.' || a.attname AS column FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped AND a.attname <> 'programme_id'
          AND c.relname || '.' || a.attname <> 'contacts.contact_id'
          AND (a.attname = 'contact_id' OR EXISTS (SELECT FROM pg_constraint AS f WHERE f.conrelid = c.oid
            AND f.contype = 'f' AND f.confrelid = 'contacts'::regclass AND a.attnum = ANY (f.conkey))) ORDER BY 1`,
    );
    await client.end();
    expect(rows.map((it) => it.column)).toEqual(movedColumns);
  });
});
