// What holds for every request: headers, refusals, other sites, versions, repeated requests.

import { connect as connectSocket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { census } from '#test/contract.ts';
import { type Answer, type Send, send } from '#test/crowd.ts';
import { aProgramme, aPublishedEvent, asStaff, type Person, type Region, signUp } from '#test/people.ts';
import { startTown, type Town } from '#test/town.ts';

let town: Town;
let region: Region;
let organiser: Person;
let base: string;

beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  region = await aProgramme(town);
  organiser = await asStaff(town, region);
  base = `/v1/programmes/${region.slug}`;
});
afterAll(() => town.close());

const as = (person: Person, given: Send = {}): Send => ({
  ...given,
  headers: { cookie: person.cookie, ...given.headers },
});

function expectHouseHeaders(answer: Answer): void {
  expect(answer.headers).toMatchObject({
    'api-version': expect.stringMatching(/^\d+\.\d+\.\d+$/),
    'x-content-type-options': 'nosniff',
    'referrer-policy': expect.stringMatching(/\S/),
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(answer.headers).not.toHaveProperty('server');
  expect(answer.headers).not.toHaveProperty('x-powered-by');
}

describe('every answer carries the headers of the house', () => {
  const requests: [string, number, string, Send?][] = [
    ['a list', 200, '/v1/programmes'],
    ['no body', 204, '/v1/programmes', { method: 'OPTIONS' }],
    ['HEAD', 200, '/v1/programmes', { method: 'HEAD' }],
    ['not found', 404, '/v1/nothing'],
    ['not found outside the API', 404, '/not/here'],
    ['a path that cannot be read', 404, '/v1/programmes/%FF'],
    ['a long path', 414, `/v1/programmes/${'x'.repeat(600)}`],
    ['not signed in', 401, '/v1/account'],
    ['another method', 405, '/v1/programmes', { method: 'PUT', body: {} }],
    ['another form', 406, '/v1/programmes', { headers: { accept: 'text/csv' } }],
    ['too much', 413, '/v1/sessions', { method: 'POST', body: { request: 'x'.repeat(300_000) } }],
    ['another type', 415, '/v1/sessions', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }],
    ['broken', 400, '/v1/sessions', { method: 'POST', body: '{' }],
    ['from elsewhere', 403, '/v1/sessions', { method: 'POST', body: {}, headers: { origin: 'https://evil.example' } }],
    ['OPTIONS of nothing', 404, '/v1/nothing', { method: 'OPTIONS' }],
    ['alive', 200, '/health/live'],
    ['ready', 200, '/health/ready'],
  ];
  test.each(requests)('%s', async (_name, status, path, given) => {
    const answer = await send(town, path, given);
    expect(answer.status).toBe(status);
    expectHouseHeaders(answer);
    if (status >= 400) expect(answer.body).toMatchObject({ status, requestId: answer.headers['request-id'] });
  });

  test('so do answers to what is not HTTP, and the connection is closed', async () => {
    const raw: [string, number][] = [
      [`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
      ['BLAH / HTTP/1.1\r\nHost: x\r\n\r\n', 501],
      ['GET / HTTP/9.9\r\nHost: x\r\n\r\n', 400],
      [
        'POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
        400,
      ],
      [
        'POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        400,
      ],
      ['POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n', 400],
      ['GET /v1/programmes HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n', 400],
      ['\x16\x03\x01\x02\x00', 501],
    ];
    for (const [text, status] of raw) {
      const answer = await speak(text);
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      expect(head.split(' ')[1], text.slice(0, 40)).toBe(String(status));
      expect(head).toMatch(/content-type: application\/problem\+json/i);
      for (const name of [
        'api-version',
        'x-content-type-options',
        'content-security-policy',
        'referrer-policy',
        'request-id',
      ])
        expect(head).toMatch(new RegExp(`^${name}: \\S`, 'im'));
      expect(JSON.parse(body)).toMatchObject({
        status,
        code: expect.any(String),
        requestId: expect.any(String),
        type: expect.stringContaining('/problems/'),
      });
    }
  });

  function speak(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connectSocket(Number(new URL(town.url).port), '127.0.0.1', () => socket.write(text, 'latin1'));
      let heard = '';
      socket.on('data', (chunk) => {
        heard += chunk.toString();
      });
      socket.on('close', () => resolve(heard));
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(heard) : reject(error),
      );
      socket.setTimeout(5000, () => socket.destroy(new Error(`no answer to ${text.slice(0, 40)}`)));
    });
  }
});

describe('methods', () => {
  test('what is possible stands in Allow', async () => {
    const refused = await send(town, base, as(organiser, { method: 'DELETE' }));
    expect(refused.status).toBe(405);
    expect(refused.headers.allow!.split(', ').sort()).toEqual(['GET', 'HEAD', 'OPTIONS', 'PATCH']);
    const asked = await send(town, base, { method: 'OPTIONS' });
    expect(asked.headers.allow!.split(', ').sort()).toEqual(['GET', 'HEAD', 'OPTIONS', 'PATCH']);
    expect((await send(town, `${base}/live`, as(organiser, { method: 'HEAD' }))).status).toBe(405);
  });

  test('HEAD answers like GET, without a body', async () => {
    const path = `${base}/agenda`;
    const [get, head] = [await send(town, path), await send(town, path, { method: 'HEAD' })];
    expect(head.status).toBe(200);
    expect(head.text).toBe('');
    for (const name of ['etag', 'content-type', 'content-length', 'cache-control'])
      expect(head.headers[name], name).toBe(get.headers[name]);
  });
});

describe('other sites', () => {
  const origin = 'https://zp-netwerk.example';
  test('may read what is public and send signups, and see why not', async () => {
    const event = await aPublishedEvent(town, region);
    for (const path of [
      `${base}/agenda`,
      '/v1/programmes',
      '/v1/openapi.json',
      `${base}/signup-forms/next`,
      '/v1/programmes/nergens/agenda',
      `${base}/signup-forms/nergens`,
      `${base}/agenda?x=1`,
    ]) {
      const answer = await send(town, path, { headers: { origin } });
      expect(answer.headers['access-control-allow-origin'], path).toBe('*');
      expect(answer.headers, path).not.toHaveProperty('access-control-allow-credentials');
    }
    const signup = `${base}/events/${event.id}/registrations`;
    const preflight = await send(town, signup, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type, idempotency-key',
      },
    });
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
    });
    expect(preflight.headers['access-control-allow-headers']).toContain('idempotency-key');
    for (const body of [{}, '{', { name: 'Anna', email: 'anna@elders.example', role: 'guest', consent: true }]) {
      const answer = await send(town, signup, {
        method: 'POST',
        body,
        headers: { origin, 'idempotency-key': newId() },
      });
      expect(answer.headers['access-control-allow-origin']).toBe('*');
    }
    const [row] = await town.ctx.db.query<{ site: string }>('SELECT site FROM registrations WHERE event_id = $1', [
      event.id,
    ]);
    expect(row!.site).toBe(origin);
  });

  test('get nothing of what is for staff', async () => {
    for (const path of ['/v1/account', base, `${base}/events`, `${base}/contacts`, '/v1/sessions']) {
      const answer = await send(town, path, as(organiser, { headers: { origin } }));
      expect(answer.headers, path).not.toHaveProperty('access-control-allow-origin');
      const preflight = await send(town, path, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET' },
      });
      expect(preflight.headers, path).not.toHaveProperty('access-control-allow-origin');
    }
  });

  test('may not let a browser change something with the cookie it has', async () => {
    const before = await census(town);
    for (const headers of [{ origin }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }] as Record<
      string,
      string
    >[]) {
      const answer = await send(
        town,
        `${base}/networks`,
        as(organiser, { method: 'POST', body: { slug: 'x', name: 'x' }, headers }),
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'origin-not-allowed' } });
    }
    expect(await census(town)).toEqual(before);
    const own = await send(
      town,
      `${base}/networks`,
      as(organiser, { method: 'POST', body: { slug: 'eigen', name: 'x' }, headers: { origin: town.url } }),
    );
    expect(own.status).toBe(201);
  });
});

describe('versions', () => {
  test('who changes what someone else changed meanwhile hears who and what', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    const path = `${base}/events/${event.id}`;
    const other = await asStaff(town, region, 'owner');
    const read = await send(town, path, as(organiser));
    const etag = read.headers.etag!;
    expect((await send(town, path, as(organiser, { method: 'PATCH', body: { sector: 'Zorg' } }))).body.code).toBe(
      'version-required',
    );
    expect(
      (
        await send(
          town,
          path,
          as(other, { method: 'PATCH', body: { sector: 'Bouw', party: 'government' }, headers: { 'if-match': etag } }),
        )
      ).status,
    ).toBe(200);
    const stale = await send(
      town,
      path,
      as(organiser, { method: 'PATCH', body: { sector: 'Zorg' }, headers: { 'if-match': etag } }),
    );
    expect(stale).toMatchObject({
      status: 412,
      body: {
        code: 'version-stale',
        changed: { by: expect.stringContaining('owner'), fields: ['party', 'sector'], version: event.version + 1 },
      },
    });
    expect((await send(town, path, as(organiser))).body.sector).toBe('Bouw');
  });

  test('what did not change is not sent again; what did is, also when only the numbers did', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    const path = `${base}/events/${event.id}`;
    const { etag } = (await send(town, path, as(organiser))).headers;
    const again = await send(town, path, as(organiser, { headers: { 'if-none-match': etag! } }));
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(again.headers.etag).toBe(etag);
    await signUp(town, region, event).expect(201);
    const after = await send(town, path, as(organiser, { headers: { 'if-none-match': etag! } }));
    expect(after).toMatchObject({ status: 200, body: { confirmed: 1 } });
    expect(
      (
        await send(
          town,
          path,
          as(organiser, {
            method: 'PATCH',
            body: { sector: 'Zorg' },
            headers: { 'if-match': etag!, 'if-none-match': '*' },
          }),
        )
      ).status,
    ).toBe(200);
  });

  test('thirty people with an old version at once all hear so, and soon', async () => {
    const event = await aPublishedEvent(town, region, { by: organiser });
    await organiser.patch(`${base}/events/${event.id}`, event.version, { sector: 'Zorg' }).expect(200);
    const started = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        organiser.patch(`${base}/events/${event.id}`, event.version, { sector: 'Bouw' }),
      ),
    );
    expect(new Set(answers.map((it) => it.status))).toEqual(new Set([412]));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a request that is sent twice', () => {
  const network = (key: string | null, body: object, who = organiser) =>
    send(town, `${base}/networks`, as(who, { method: 'POST', body, headers: key ? { 'idempotency-key': key } : {} }));

  test('does its work once and gets the same answer', async () => {
    const key = newId();
    const body = { slug: 'dubbel', name: 'Dubbel' };
    const [one, two] = [await network(key, body), await network(`"${key}"`, body)];
    expect(one.status).toBe(201);
    expect(two).toMatchObject({ status: 201, body: one.body });
  });

  test('with other content, or by someone else, is refused', async () => {
    const key = newId();
    expect((await network(key, { slug: 'een', name: 'Een' })).status).toBe(201);
    expect((await network(key, { slug: 'twee', name: 'Twee' })).body.code).toBe('idempotency-key-reused');
    expect((await network(key, { slug: 'een', name: 'Een' }, await asStaff(town, region))).status).toBe(422);
  });

  test('twenty times at once does its work once', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => network(key, { slug: 'samen', name: 'Samen' })));
    expect(new Set(answers.map((it) => `${it.status} ${it.body.id}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
  });

  test('after a refusal may be tried again with the same key', async () => {
    const key = newId();
    expect((await network(key, { slug: 'Fout', name: '' })).status).toBe(400);
    expect((await network(key, { slug: 'eigen', name: 'Bestaat al' })).body.code).toBe('slug-taken');
    expect((await network(key, { slug: 'nu-goed', name: 'Goed' })).status).toBe(201);
  });

  test('a signup needs a key; a new form token does not make it another request', async () => {
    const event = await aPublishedEvent(town, region);
    const path = `${base}/events/${event.id}/registrations`;
    const body = { name: 'Anna', email: 'anna@sleutel.example', role: 'guest', consent: true };
    expect((await send(town, path, { method: 'POST', body })).body).toMatchObject({
      status: 400,
      code: 'idempotency-key-missing',
    });
    const key = newId();
    const token = async () => (await send(town, `${base}/signup-forms/${event.slug}`)).body.token as string;
    const headers = { 'idempotency-key': key };
    const one = await send(town, path, { method: 'POST', body: { ...body, token: await token() }, headers });
    const two = await send(town, path, { method: 'POST', body: { ...body, token: await token() }, headers });
    expect(one.status).toBe(201);
    expect(two.body).toEqual(one.body);
    expect((await send(town, path, { method: 'POST', body: { ...body, name: 'Bea' }, headers })).status).toBe(422);
  });
});

test('the console and the form for other sites come small: compressed when they were built', async () => {
  const { get } = await import('node:http');
  const sent = (encoding: string) =>
    new Promise<{ encoding: string | undefined; vary: string | undefined; length: number }>((resolve, reject) => {
      get(`${town.url}/embed/v1.js`, { headers: { 'accept-encoding': encoding } }, (it) => {
        let length = 0;
        it.on('data', (chunk: Buffer) => (length += chunk.length));
        it.on('end', () =>
          resolve({ encoding: it.headers['content-encoding'], vary: it.headers.vary?.toLowerCase(), length }),
        );
      }).on('error', reject);
    });
  const [plain, gzip, br] = [await sent('identity'), await sent('gzip'), await sent('gzip, deflate, br')];
  expect([plain.encoding, gzip.encoding, br.encoding]).toEqual([undefined, 'gzip', 'br']);
  expect(gzip.vary).toContain('accept-encoding');
  expect(gzip.length).toBeLessThan(plain.length / 2);
  expect(br.length).toBeLessThan(gzip.length);
});
