import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aProgramme, aPublishedEvent, asStaff, type Region, signUp } from '#test/people.ts';
import { aMinutePasses, startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
});
afterAll(() => town.close());

describe('signing up', () => {
  test('someone signs up, gets a place, and a mail with a link', async () => {
    const event = await aPublishedEvent(town, region, { capacity: 2 });
    const answer = await signUp(town, region, event, { email: 'Anna@Post.example' }).expect(201);
    expect(answer.body).toMatchObject({ status: 'confirmed', needsConfirmation: true });
    const [mail] = await town.mailsTo('anna@post.example');
    expect(mail!.subject).toContain('Bevestig');
    expect(mail!.text).toContain(`/${region.slug}/r/`);
  });

  test('the third for two places waits, and gets the place when the first is cancelled', async () => {
    const event = await aPublishedEvent(town, region, { capacity: 2 });
    const organiser = await asStaff(town, region);
    for (const name of ['een', 'twee', 'drie'])
      await signUp(town, region, event, { name, email: `${name}@lijn.example` }).expect(201);
    const path = `/v1/programmes/${region.slug}/events/${event.id}/registrations`;
    const waiting = await organiser.get(`${path}?tab=waiting`).expect(200);
    expect(waiting.body.items).toMatchObject([{ name: 'drie', place: 1 }]);
    const [first] = (await organiser.get(`${path}?search=een@`).expect(200)).body.items;
    await organiser.post(`${path}/${first.id}/cancellation`, { notify: true }).expect(200);
    const third = await organiser.get(`${path}/${waiting.body.items[0].id}`).expect(200);
    expect(third.body.status).toBe('confirmed');
    await aMinutePasses(town);
    expect((await town.mailsTo('drie@lijn.example')).at(-1)!.subject).toContain('Er is een plaats voor je');
    expect((await town.mailsTo('een@lijn.example')).at(-1)!.subject).toContain('afgemeld');
  });
});
