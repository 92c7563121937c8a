// Telling people from robots without a puzzle: a token, some work, a field nobody sees. Real work, solved for real.

import { solveChallenge } from 'altcha-lib/v1';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { tokenHours, UsedWork } from '#api/registrations/form-tokens.ts';
import { census } from '#test/contract.ts';
import { send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, type Region, signUp, signupBody } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
beforeAll(async () => {
  town = await startTown();
  region = await aProgramme(town);
});
afterAll(() => town.close());

describe('the form', () => {
  async function form(event: { slug: string }) {
    return (await send(town, `/v1/programmes/${region.slug}/signup-forms/${event.slug}`)).body as {
      token: string;
      challenge: Parameters<typeof solve>[0];
    };
  }
  async function solve(challenge: {
    algorithm: string;
    challenge: string;
    salt: string;
    signature: string;
    maxnumber: number;
  }) {
    const solution = await solveChallenge(challenge.challenge, challenge.salt, 'SHA-256', challenge.maxnumber).promise;
    return Buffer.from(JSON.stringify({ ...challenge, number: solution!.number })).toString('base64');
  }
  const codeFor = async (event: { id: string }, extra: object) => {
    const { status, body } = await signUp(town, region, event, extra as Record<string, unknown>);
    return status === 201 ? (body.needsConfirmation ? 'asked to confirm' : 'believed') : body.code;
  };

  test('who takes a moment and does the work is believed at once', async () => {
    const event = await aPublishedEvent(town, region);
    const { token, challenge } = await form(event);
    const proof = await solve(challenge);
    town.passes({ seconds: 5 });
    const email = `snel@${event.id}.example`;
    expect(await codeFor(event, { token, proof, email })).toBe('believed');
    const [mail] = await town.mailsTo(email);
    expect(mail!.subject).toContain('Je bent aangemeld');
  });

  test('who is too quick, fills in what cannot be seen, or does no work or that of another form is asked to confirm', async () => {
    const event = await aPublishedEvent(town, region);
    const [one, two] = [await form(event), await form(event)];
    const proof = await solve(one.challenge);
    expect(await codeFor(event, { token: one.token, proof }), 'within three seconds').toBe('asked to confirm');
    town.passes({ seconds: 5 });
    expect(await codeFor(event, { token: one.token, proof, website: 'https://robot.example' })).toBe(
      'asked to confirm',
    );
    expect(await codeFor(event, { token: one.token })).toBe('asked to confirm');
    expect(await codeFor(event, { token: two.token, proof })).toBe('asked to confirm');
    for (const wrong of [
      'x',
      'e30=',
      Buffer.from('{"salt":5}').toString('base64'),
      Buffer.from('null').toString('base64'),
      proof.slice(0, -8),
    ]) {
      expect(await codeFor(event, { token: one.token, proof: wrong })).toBe('asked to confirm');
    }
    expect(await codeFor(event, { token: one.token, proof })).toBe('believed');
  });

  test('work counts for one person; the same person may send it again', async () => {
    const event = await aPublishedEvent(town, region);
    const { token, challenge } = await form(event);
    const proof = await solve(challenge);
    town.passes({ seconds: 5 });
    const key = newId();
    const body = signupBody({ token, proof });
    expect((await signUp(town, region, event, body, key)).body.needsConfirmation).toBe(false);
    expect((await signUp(town, region, event, body, key)).body.needsConfirmation).toBe(false);
    expect(await codeFor(event, { token, proof })).toBe('asked to confirm');
  });

  test('a form that is forged, of another meeting or older than two hours is refused, and nothing is written', async () => {
    const [event, other] = [await aPublishedEvent(town, region), await aPublishedEvent(town, region)];
    const { token } = await form(event);
    const before = await census(town);
    const [issued, nonce, mac] = token.split('.') as [string, string, string];
    for (const wrong of [
      'x',
      '..',
      `${Number(issued) + 1}.${nonce}.${mac}`,
      `${issued}.${nonce}`,
      `${issued}.${nonce}.${mac}A`,
      `9e99.${nonce}.${mac}`,
    ]) {
      expect(await codeFor(event, { token: wrong })).toBe('form-token-invalid');
    }
    expect(await codeFor(other, { token })).toBe('form-token-invalid');
    town.passes({ hours: 2, seconds: 1 });
    expect(await codeFor(event, { token })).toBe('form-token-expired');
    expect(await census(town)).toEqual(before);
  });
});

describe('used work', () => {
  const work = (nonce: string, issuedAt: number) => ({ nonce, by: 'a', issuedAt });

  test('is kept for as long as a token lives, and looked through at most once a minute', () => {
    const used = new UsedWork();
    const start = 1_000_000_000;
    const end = start + tokenHours * 3600_000;
    expect(used.isFirst(work('one', start), start)).toBe(true);
    expect(used.isFirst({ ...work('one', start), by: 'b' }, end)).toBe(false);
    used.isFirst(work('two', end), end);
    expect(used.size).toBe(2);
    used.isFirst(work('three', end), end + 59_000);
    expect(used.size).toBe(3);
    used.isFirst(work('four', end), end + 61_000);
    expect(used.size, 'the first is gone').toBe(3);
  });

  test('never grows beyond its bound: the oldest goes', () => {
    const used = new UsedWork(3);
    for (let n = 0; n < 10; n++) used.isFirst(work(`n${n}`, 0), 0);
    expect(used.size).toBe(3);
    expect(used.isFirst({ ...work('n9', 0), by: 'b' }, 0)).toBe(false);
  });
});
