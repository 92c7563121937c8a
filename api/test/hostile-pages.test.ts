// The public pages and their forms, sent what no browser sends: an answer for people, never a 500, never a row.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { census } from '#test/contract.ts';
import { send } from '#test/crowd.ts';
import { startTown, type Town } from '#test/town.ts';
import { aWorld, type World } from '#test/world.ts';

let town: Town;
let world: World;
beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  world = await aWorld(town);
});
afterAll(() => town.close());

const form = 'application/x-www-form-urlencoded';
const bodies: [string, string | undefined, string | Buffer][] = [
  ['nothing', undefined, ''],
  ['an empty form', form, ''],
  ['NUL', form, 'name=a%00b&email=%00&role=%00'],
  ['half a character', form, 'name=%FF&email=%E0%A4%A&role=%'],
  ['half a pair', form, 'name=%ED%A0%80&email=a@b'],
  ['the same twice', form, 'name=a&name=b&email=c&email=d'],
  ['prototypes', form, '__proto__=x&constructor=x&toString=x'],
  ['a long text', form, `name=${'x'.repeat(50_000)}`],
  ['too much', form, `name=${'x'.repeat(300_000)}`],
  ['a forged token', form, 'token=x.y.z&name=Anna&email=nobody&role=guest&consent=on'],
  ['JSON', 'application/json', '{"name":5,"email":[],"role":{}}'],
  ['broken JSON', 'application/json', '{'],
  ['a file', 'multipart/form-data; boundary=x', '--x--'],
];

test.each(bodies)('%s', async (_what, type, body) => {
  const before = await census(town);
  const paths = [
    `/${world.slug}/e/${world.eventSlug}`,
    `/${world.slug}/news`,
    `/${world.slug}/r/${'a'.repeat(43)}/verify`,
    `/${world.slug}/r/${'a'.repeat(43)}/cancel`,
    `/${world.slug}/s/x.y`,
    `/${world.slug}/u/${'a'.repeat(43)}/again`,
    `/${world.slug}/i/${'a'.repeat(43)}/decline`,
    `/${world.slug}/n/${'a'.repeat(64)}`,
    `/${world.slug}/mijn/open/${'a'.repeat(43)}`,
    `/${world.slug}/mijn/adres/${'a'.repeat(43)}`,
  ];
  for (const path of paths) {
    const headers: Record<string, string> = {
      accept: 'text/html',
      origin: town.url,
      ...(type ? { 'content-type': type } : {}),
    };
    const answer = await send(town, path, { method: 'POST', body, headers });
    expect(answer.status, `${path}: ${answer.text.slice(0, 200)}`).toBeGreaterThanOrEqual(400);
    expect(answer.status, path).toBeLessThan(500);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  }
  expect(await census(town)).toEqual(before);
});

test('a form with a token that is not ours is shown again, and nobody is signed up', async () => {
  const before = await census(town);
  const body = 'token=x.y.z&name=Anna&email=anna@x.example&role=guest&consent=on';
  const answer = await send(town, `/${world.slug}/e/${world.eventSlug}`, {
    method: 'POST',
    body,
    headers: { accept: 'text/html', origin: town.url, 'content-type': form },
  });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('value="Anna"');
  expect(await census(town)).toEqual(before);
});

test('addresses with anything in them', async () => {
  const odd = [
    '%FF',
    '%00',
    '%',
    'x'.repeat(600),
    '..%2f..',
    '%3Cscript%3E',
    "'",
    '%F0%9F%98%80',
    '.',
    '%0d%0aSet-Cookie:x=y',
  ];
  for (const part of odd) {
    for (const path of [
      `/${part}`,
      `/${world.slug}/e/${part}`,
      `/${world.slug}/r/${part}`,
      `/${world.slug}/s/${part}`,
      `/feeds/${world.slug}/events/${part}`,
      `/feeds/${part}/events.ics`,
      `/problems/${part}`,
      `/embed/${part}`,
      `/assets/${part}`,
    ]) {
      const answer = await send(town, path, { headers: { accept: 'text/html' } });
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.text, path).not.toContain('<script>');
      expect(answer.headers, path).not.toHaveProperty('set-cookie');
    }
  }
  for (const query of [
    'source=%00',
    'source=<script>',
    'lang=%FF',
    'taal=xx',
    'done=x',
    '__proto__=x',
    'source=a&source=b',
  ]) {
    expect((await send(town, `/${world.slug}/e/${world.eventSlug}?${query}`)).status, query).toBeLessThan(500);
  }
});
