// Whatever is sent: an answer in the 400s that says what is wrong, all at once, in one form; never a 500, never a row.

import { address } from '@pr8werk/shared/client.ts';
import type { EndpointSpec } from '@pr8werk/shared/endpoint.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#api/context.ts';
import { encodeCursor } from '#api/http/cursors.ts';
import { census, endpoints } from '#test/contract.ts';
import { type Answer, openSockets, type Send, send } from '#test/crowd.ts';
import { onWire, type Schema, wrongBodies, wrongQueries } from '#test/hostile.ts';
import { startTown, type Town } from '#test/town.ts';
import { aWorld, rightRequest, type World } from '#test/world.ts';

let town: Town;
let world: World;
const sockets = openSockets();
const largestBody = 256 * 1024;
const ownLimits: Record<string, number> = { putImportPart: 512 * 1024 * (4 / 3) + 1026 };

beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' }, limits: { doorPerLink: 100_000, perKey: 100_000 } });
  world = await aWorld(town);
});
afterAll(async () => {
  sockets.destroy();
  await town.close();
});

interface Try {
  what: string;
  path: string;
  given: Send;
}

/** Sends all of them, and expects of each a refusal in the one form. Answers what came back. */
async function refused(tries: Try[], statuses = [400]): Promise<Answer[]> {
  const before = await census(town, ['sign_in_requests']);
  const answers: Answer[] = [];
  for (let i = 0; i < tries.length; i += 20) {
    answers.push(
      ...(await Promise.all(tries.slice(i, i + 20).map((it) => send(town, it.path, { agent: sockets, ...it.given })))),
    );
  }
  answers.forEach((answer, i) => {
    const { what } = tries[i]!;
    expect(statuses, `${what}: ${answer.status} ${answer.text.slice(0, 300)}`).toContain(answer.status);
    expectProblem(answer, what);
  });
  expect(await census(town, ['sign_in_requests'])).toEqual(before);
  return answers;
}

function expectProblem(answer: Answer, what: string): void {
  expect(answer.headers['content-type'], what).toMatch(/^application\/problem\+json/);
  const { body } = answer;
  expect(body, what).toMatchObject({
    type: `${town.url}/problems/${body.code}`,
    title: expect.stringMatching(/\S/),
    status: answer.status,
    detail: expect.stringMatching(/\S/),
    instance: `urn:uuid:${body.requestId}`,
    code: expect.stringMatching(/^[a-z-]+$/),
    requestId: answer.headers['request-id'],
  });
  if (body.code === 'invalid-request') {
    expect(body.errors.length, what).toBeGreaterThan(0);
    for (const fault of body.errors)
      expect(fault, what).toEqual({
        pointer: expect.stringMatching(/^(\/|#\/(query|path|header)\b)/),
        code: expect.stringMatching(/^[a-z-]+$/),
        detail: expect.stringMatching(/\S/),
      });
  }
  expect(answer.text, what).not.toMatch(/SELECT|INSERT|FST_|node_modules|\bat .*:\d+:\d+|invalid input syntax/);
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

function request(
  endpoint: EndpointSpec,
  change: { query?: string; headers?: Record<string, string>; body?: string | Buffer | null } = {},
): Try['given'] & { path: string } {
  const right = rightRequest(endpoint.schema.operationId, world);
  const body =
    change.body === null ? undefined : (change.body ?? (right.body ? JSON.stringify(right.body) : undefined));
  return {
    path: `/v1${address(endpoint.url, right.params)}${change.query ? `?${change.query}` : ''}`,
    method: endpoint.method,
    headers: {
      cookie: world.owner.cookie,
      ...bearer(endpoint.config.access.kind === 'partner' ? world.machine : world.phone),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...right.headers,
      ...change.headers,
    },
    ...(body === undefined ? {} : { body }),
  };
}

const attempt = (what: string, given: ReturnType<typeof request>): Try => ({ what, path: given.path, given });
const named = endpoints.map((endpoint) => ({ name: endpoint.schema.operationId, endpoint }));
const withBody = named.filter((it) => it.endpoint.schema.body);

describe('a body with one wrong thing', () => {
  test.each(withBody)('$name', async ({ name, endpoint }) => {
    const attempts = wrongBodies(endpoint.schema.body as Schema, rightRequest(name, world).body);
    expect(attempts.length).toBeGreaterThan(10);
    const tries = attempts.map((it) => attempt(`${name} ${it.what}`, request(endpoint, { body: onWire(it.body) })));
    const isLong = (it: Try) => Buffer.byteLength(String(it.given.body ?? '')) > (ownLimits[name] ?? largestBody);
    await refused(tries.filter((it) => !isLong(it)));
    await refused(tries.filter(isLong), [413]);
  });
});

describe('everything wrong at once', () => {
  test.each(withBody)('$name names every fault with its place', async ({ endpoint }) => {
    const properties = Object.keys((endpoint.schema.body as Schema).properties!);
    // no member of any body is a list of lists
    const body = JSON.stringify({ ...Object.fromEntries(properties.map((key) => [key, [[]]])), onbekend: 1 });
    const [answer] = await refused([attempt('all', request(endpoint, { body }))]);
    const pointers = new Set(
      answer!.body.errors.map((it: { pointer: string }) => it.pointer.split('/').slice(0, 2).join('/')),
    );
    expect([...pointers].sort()).toEqual([...properties.map((it) => `/${it}`), '/onbekend'].sort());
  });

  test('in the path and the query too, in the language asked for', async () => {
    const path = `/v1/programmes/${world.slug}/events/x/registrations?limit=0&tab=x&onbekend=1`;
    const [answer] = await refused([
      { what: 'query', path, given: { headers: { cookie: world.owner.cookie, 'accept-language': 'en' } } },
    ]);
    expect(answer!.body.errors.length).toBeGreaterThan(0);
    expect(answer!.headers['content-language']).toBe('en');
  });
});

describe('a body that is not one', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const bodies: [string, string | Buffer][] = [
    ['broken', '{"name":'],
    ['two', '{} {}'],
    ['a comment', '{/* x */}'],
    ['deep', deep],
    ['deep objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le')],
    ['null', 'null'],
    ['a list', '[]'],
    ['text', '"x"'],
    ['a number', '1'],
    ['NaN', 'NaN'],
  ];
  test.each(withBody)('$name', async ({ endpoint }) => {
    await refused([
      ...bodies.map(([what, body]) => attempt(what, request(endpoint, { body }))),
      attempt('empty', request(endpoint, { body: '' })),
      attempt('none', request(endpoint, { body: null })),
    ]);
    await refused([attempt('a megabyte', request(endpoint, { body: `{"name":"${'x'.repeat(2 ** 20)}"}` }))], [413]);
    const types = [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/json',
      'nonsense',
      'application/jsonx',
      '',
    ];
    await refused(
      types.map((type) => attempt(`type ${type}`, request(endpoint, { headers: { 'content-type': type } }))),
      [415],
    );
  });

  test.each(
    named.filter((it) => !it.endpoint.schema.body && it.endpoint.method !== 'GET' && !it.name.startsWith('endSession')),
  )('where none belongs: $name', async ({ endpoint }) => {
    await refused([
      attempt('a body', request(endpoint, { body: '{"status":"published"}' })),
      attempt('broken', request(endpoint, { body: '{' })),
    ]);
  });
});

describe('a query with one wrong thing', () => {
  test.each(named)('$name', async ({ name, endpoint }) => {
    const known = Object.entries((endpoint.schema.querystring as Schema | undefined)?.properties ?? {});
    const queries = [
      'onbekend=1',
      '__proto__=x',
      'constructor=x',
      'programme=x',
      ...known.flatMap(([key, schema]) =>
        wrongQueries(schema).map((value) => `${key}=${value.includes('%') ? value : encodeURIComponent(value)}`),
      ),
    ];
    for (const [key] of known) queries.push(`${key}=a&${key}=b`, `${key}[]=a`, `${key}[x]=a`);
    await refused(queries.map((query) => attempt(`${name}?${query}`, request(endpoint, { query }))));
  });

  const odd = ['%FF', '%', '%E0%A4%A', '%ED%A0%80', '%C0%80', "'", '%5C', '%25', '_', '%F0%9F%98%80', '%E2%80%AE'];
  test.each(named.filter((it) => (it.endpoint.schema.querystring as Schema | undefined)?.properties?.search))(
    'odd text to search for is text, or refused: $name',
    async ({ endpoint }) => {
      for (const text of odd) {
        const { path, ...given } = request(endpoint, { query: `search=${text}` });
        expect([200, 400], text).toContain((await send(town, path, given)).status);
      }
    },
  );

  const nobody = newId();
  const cursors: unknown[][] = [
    [],
    [null, null],
    ['x'],
    ['x', 'x'],
    ['x', nobody, 'x'],
    [true, nobody],
    ['x', null],
    [{}, []],
    ['a\0', nobody],
    [nobody.toUpperCase(), 'x'],
    [2 ** 60, nobody],
    ['infinity', 'x'],
  ];
  test.each(named.filter((it) => (it.endpoint.schema.querystring as Schema | undefined)?.properties?.cursor))(
    'a cursor that is not ours: $name',
    async ({ name, endpoint }) => {
      const made = [
        ...cursors.map((it) => encodeCursor(it as never)),
        'x',
        'bm9uc2Vucw',
        '%F0%9F%98%80',
        encodeURIComponent("'; DROP TABLE events; --"),
      ];
      const sorts =
        name === 'listRegistrations' ? ['name', '-name', 'createdAt', '-createdAt', '-organisation', 'place'] : [''];
      const tries = sorts.flatMap((sort) =>
        made.map((cursor) =>
          attempt(`${sort} ${cursor}`, request(endpoint, { query: `cursor=${cursor}${sort ? `&sort=${sort}` : ''}` })),
        ),
      );
      for (const answer of await refused(tries)) expect(answer.body.code).toBe('cursor-invalid');
    },
  );

  test('nor is the cursor of another order', async () => {
    const endpoint = endpoints.find((it) => it.schema.operationId === 'listRegistrations')!;
    const ofNames = encodeCursor(['Anna', nobody]);
    const tries = ['createdAt', '-createdAt', 'place'].map((sort) =>
      attempt(sort, request(endpoint, { query: `sort=${sort}&cursor=${ofNames}` })),
    );
    await refused(tries);
    await refused([
      attempt(
        'no such day',
        request(endpoint, { query: `sort=createdAt&cursor=${encodeCursor(['2026-02-30T00:00:00Z', nobody])}` }),
      ),
    ]);
  });
});

describe('a path with one wrong thing', () => {
  const values = [
    'x%00y',
    '%FF',
    '%',
    '%E0%A4%A',
    'x'.repeat(600),
    'x'.repeat(400),
    'A',
    '..%2F..',
    "'",
    '%20',
    '-',
    'null',
    'undefined',
    '1',
    '😀',
    'é',
    '%2e%2e',
    '__proto__',
    '99999999999999999999',
  ];
  test.each(named.filter((it) => it.endpoint.url.includes(':')))('$name', async ({ endpoint }) => {
    const right = rightRequest(endpoint.schema.operationId, world);
    const tries = Object.keys(right.params).flatMap((key) =>
      values.map((value) => {
        const path = `/v1${endpoint.url.replace(/:([a-zA-Z]+)/g, (_, name: string) => (name === key ? encodeURI(value).replaceAll('%25', '%') : right.params[name]!))}`;
        return { what: `${key} ${value}`, path, given: request(endpoint) };
      }),
    );
    // a phone belongs to one programme: elsewhere it is nobody (401)
    await refused(tries, [400, 404, 414, ...(endpoint.config.access.kind === 'helper' ? [401] : [])]);
  });

  test('slashes, dots and cases do not lead anywhere else', async () => {
    const base = `/v1/programmes/${world.slug}`;
    const paths = [
      `${base}/`,
      `${base}//events`,
      '/v1//programmes',
      '/V1/programmes',
      '/v1/Programmes',
      `${base}/events/`,
      '/v1/',
      '/v1/..%2fadmin',
      '/v1/programmes/%2e%2e/account',
      '/v1/programmes;x=1',
    ];
    await refused(
      paths.map((path) => ({ what: path, path, given: { headers: { cookie: world.owner.cookie } } })),
      [404],
    );
  });
});

describe('headers with one wrong thing', () => {
  test.each(named)('another form than JSON is not to be had: $name', async ({ endpoint }) => {
    await refused(
      ['text/csv', 'text/html', 'image/*', 'application/json;q=0', 'application/xml, text/plain'].map((accept) =>
        attempt(accept, request(endpoint, { headers: { accept } })),
      ),
      [406],
    );
  });

  test.each(named.filter((it) => it.endpoint.config.idempotencyKey))(
    'an Idempotency-Key that is not one: $name',
    async ({ endpoint }) => {
      const keys = ['', ' ', 'a b', 'é', 'x'.repeat(129), '""', 'a\tb'];
      await refused(
        keys.map((key) => attempt(`key ${key}`, request(endpoint, { headers: { 'idempotency-key': key } }))),
      );
    },
  );

  test.each(named.filter((it) => it.endpoint.config.versioned && it.endpoint.method === 'PATCH'))(
    'an If-Match that is not a version: $name',
    async ({ endpoint }) => {
      await refused(
        ['"v0"', '"v99999999999999999999"', 'v1', '1', '"x"', '"v1', '"v1", "v2"', '-1'].map((it) =>
          attempt(it, request(endpoint, { headers: { 'if-match': it } })),
        ),
        [412],
      );
      await refused([attempt('none', request(endpoint, { headers: { 'if-match': '' } }))], [428]);
    },
  );

  test('languages, cookies and origins that nobody has', async () => {
    const endpoint = endpoints.find((it) => it.schema.operationId === 'createNetwork')!;
    const body = '{"slug":"x","name":""}';
    const odd = (headers: Record<string, string>) =>
      attempt(JSON.stringify(headers).slice(0, 80), request(endpoint, { body, headers }));
    await refused(
      ['en;q=x', ',,,;;q=', 'x'.repeat(5000), '*', 'en;q=1e400'].map((it) => odd({ 'accept-language': it })),
    );
    await refused(
      ['null', 'http://', 'https://evil.example', 'x', `${town.url}.evil.example`, `${town.url}:1`].map((origin) =>
        odd({ origin }),
      ),
      [403],
    );
    await refused(
      ['__Host-pr8werk=%00', '__Host-pr8werk=%', '=', ';;;', '__proto__=x'].map((cookie) => odd({ cookie })),
      [401],
    );
  });
});

test('a long text that is refused is refused at once: nobody makes the server think for minutes', async () => {
  const endpoint = endpoints.find((it) => it.schema.operationId === 'createRegistration')!;
  const right = rightRequest('createRegistration', world).body;
  const started = performance.now();
  for (const text of [
    `${'x'.repeat(200_000)}\u0007`,
    `${' '.repeat(200_000)}x\u0007`,
    `${'a-'.repeat(100_000)}!`,
    `${'a.'.repeat(100_000)}@`,
  ]) {
    const tries = ['name', 'email', 'source', 'organisation', 'token'].map((key) => ({ ...right, [key]: text }));
    await refused(tries.map((body) => attempt('long', request(endpoint, { body: JSON.stringify(body) }))));
  }
  expect(performance.now() - started).toBeLessThan(5000);
});

test('two codes with nothing in common: a request that is almost an id does not sign in', async () => {
  const requests = ['------------------------------------', '0'.repeat(36), 'x', newId().toUpperCase()];
  await refused(
    requests.map((it) => ({
      what: it,
      path: '/v1/sessions',
      given: { method: 'POST', body: { request: it, code: '123456' } },
    })),
    [401],
  );
});
