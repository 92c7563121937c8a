// The description of the API against the API: it keeps the Dutch design rules, its examples are right, and what the
// server really answers is what it promises.

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { address } from '@pr8werk/shared/client.ts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repositoryRoot } from '#api/config.ts';
import { endpoints } from '#test/contract.ts';
import { type Answer, send } from '#test/crowd.ts';
import { startTown, type Town } from '#test/town.ts';
import { aWorld, freshTargets, rightRequest, type World } from '#test/world.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: object[];
  parameters?: { name: string; in: string; required?: boolean }[];
  responses: Record<
    string,
    { description: string; content?: Record<string, { schema: object }>; headers?: Record<string, object> }
  >;
}
interface Document {
  openapi: string;
  info: { version: string; contact: { name: string; url: string; email: string } };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

let town: Town;
let world: World;
let document: Document;
let ajv: Ajv2020;

beforeAll(async () => {
  town = await startTown({ config: { jobs: 'off' } });
  world = await aWorld(town);
  document = (await send(town, '/v1/openapi.json')).body;
  ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ ...document, $id: 'openapi' } as object);
});
afterAll(() => town.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, it]) => ({ path, method, ...it })),
  );

/** Every object in the document with its place. */
function walk(value: unknown, visit: (it: Record<string, unknown>, pointer: string) => void, pointer = ''): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>, pointer);
  for (const [key, member] of Object.entries(value))
    walk(member, visit, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}

function validatorAt(pointer: string): ValidateFunction {
  return ajv.compile({ $ref: `openapi#${pointer}` });
}

describe('the document', () => {
  test('describes every endpoint of the contract and nothing else', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.servers).toMatchObject([{ url: `${town.url}/v1` }]);
    expect(document.info.contact).toMatchObject({
      name: expect.any(String),
      url: expect.stringMatching(/^http/),
      email: expect.stringContaining('@'),
    });
    const described = operations().map((it) => `${it.method.toUpperCase()} ${it.path}`);
    const wanted = endpoints.map((it) => `${it.method} ${it.url.replace(/:([a-z]+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(wanted.sort());
    expect(
      operations()
        .map((it) => it.operationId)
        .sort(),
    ).toEqual(endpoints.map((it) => it.schema.operationId).sort());
  });

  test('names every component as a person would, and refers to nothing that is not there', () => {
    for (const name of Object.keys(document.components.schemas)) expect(name).toMatch(/^[A-Z][A-Za-z]+$/);
    const refs: string[] = [];
    walk(document, (it) => {
      if (typeof it.$ref === 'string') refs.push(it.$ref);
    });
    const known = Object.keys(document.components.schemas).map((it) => `#/components/schemas/${it}`);
    expect(refs.filter((it) => !known.includes(it))).toEqual([]);
    expect(
      known.filter((it) => !refs.includes(it)),
      'named and not used',
    ).toEqual([]);
  });

  test('gives examples that are right', () => {
    let count = 0;
    walk(document.paths, (it, pointer) => {
      if (!Array.isArray(it.examples) || !('type' in it)) return;
      for (const example of it.examples) {
        count++;
        const isValid = ajv.validate(JSON.parse(JSON.stringify(it)) as object, example);
        expect(isValid, `${pointer}: ${JSON.stringify(example)}`).toBe(true);
      }
    });
    expect(count).toBeGreaterThan(20);
  });

  test('says of every operation who may call it, what can go wrong, and which headers come along', () => {
    for (const { operationId } of endpoints.map((it) => it.schema)) {
      const it = operations().find((operation) => operation.operationId === operationId)!;
      const { config, method, schema } = endpoints.find((endpoint) => endpoint.schema.operationId === operationId)!;
      const statuses = Object.keys(it.responses);
      const key = { helper: 'helper', partner: 'key' }[config.access.kind as string] ?? 'session';
      expect(it.security, operationId).toEqual(config.access.kind === 'public' ? [] : [{ [key]: [] }]);
      const wanted = [
        '400',
        '500',
        ...(config.access.kind === 'public' ? [] : ['401']),
        ...(config.access.kind === 'staff' || ('scope' in config.access && config.access.scope) ? ['403'] : []),
        ...(config.limit ? ['429'] : []),
        ...(schema.body ? ['413', '415'] : []),
      ];
      if (config.versioned && method === 'PATCH') wanted.push('412', '428');
      for (const status of wanted) expect(statuses, operationId).toContain(status);
      for (const [status, response] of Object.entries(it.responses)) {
        expect(response.headers, `${operationId} ${status}`).toHaveProperty('API-Version');
        if (Number(status) >= 400)
          expect(Object.keys(response.content!), `${operationId} ${status}`).toEqual(['application/problem+json']);
      }
      if (config.idempotencyKey) expect(it.parameters!.map((p) => p.name.toLowerCase())).toContain('idempotency-key');
    }
  });

  test('keeps the Dutch rules for public APIs: no error', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pr8werk-openapi-'));
    try {
      const file = join(folder, 'openapi.json');
      await writeFile(file, JSON.stringify(document));
      const spectral = join(repositoryRoot, 'api/node_modules/@stoplight/spectral-cli/dist/index.js');
      const ruleset = join(repositoryRoot, 'api/test/nlgov-ruleset.yaml');
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [spectral, 'lint', '-r', ruleset, file, '--fail-severity=error', '--format=json'],
        { maxBuffer: 2 ** 26 },
      ).catch((error: { stdout?: string; stderr?: string }) => {
        if (!error.stdout?.trim().startsWith('[')) throw error;
        return { stdout: error.stdout };
      });
      const found = JSON.parse(stdout.slice(stdout.indexOf('['), stdout.lastIndexOf(']') + 1) || '[]') as {
        code: string;
        severity: number;
        message: string;
        path: string[];
      }[];
      expect(
        found.filter((it) => it.severity === 0).map((it) => `${it.code} ${it.path.join('/')}: ${it.message}`),
      ).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});

describe('what the server answers is what it promises', () => {
  async function promised(operationId: string, cookie: string): Promise<Answer> {
    const endpoint = endpoints.find((it) => it.schema.operationId === operationId)!;
    const target = endpoint.method === 'GET' ? world : { ...world, ...(await freshTargets(town, world)) };
    const { params, query, body, headers } = rightRequest(operationId, target);
    const answer = await send(town, `/v1${address(endpoint.url, params, query)}`, {
      method: endpoint.method,
      body,
      headers: {
        cookie,
        ...(endpoint.config.access.kind === 'partner' && cookie ? { authorization: `Bearer ${world.machine}` } : {}),
        ...headers,
      },
    });
    const path = endpoint.url.replace(/:([a-z]+)/g, '{$1}').replaceAll('/', '~1');
    const type = answer.headers['content-type']?.split(';')[0]?.replace('/', '~1');
    const response =
      document.paths[endpoint.url.replace(/:([a-z]+)/g, '{$1}')]![endpoint.method.toLowerCase()]!.responses[
        String(answer.status)
      ];
    expect(response, `${operationId} ${answer.status} is not documented`).toBeDefined();
    if (answer.status === 204) return answer;
    const validate = validatorAt(
      `/paths/${path}/${endpoint.method.toLowerCase()}/responses/${answer.status}/content/${type}/schema`,
    );
    expect(
      validate(answer.body),
      `${operationId}: ${JSON.stringify(validate.errors)} ${answer.text.slice(0, 300)}`,
    ).toBe(true);
    return answer;
  }
  const safe = endpoints.map((it) => it.schema.operationId).filter((it) => !it.startsWith('endSession'));

  test.each(safe)('%s', async (operationId) => {
    expect((await promised(operationId, world.owner.cookie)).status).toBeLessThan(500);
    if (endpoints.find((it) => it.schema.operationId === operationId)!.config.access.kind !== 'public')
      expect((await promised(operationId, '')).status).toBe(401);
  });
});
