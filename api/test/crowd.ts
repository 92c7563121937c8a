// Many people at once: plain node:http from many addresses of this machine, so that neither sockets nor limits stand in
// the way of the race itself.

import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { newId } from '#api/context.ts';
import type { Town } from '#test/town.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a server says is anything until a test looks at it
  body: any;
}

export interface Send {
  method?: string;
  headers?: Record<string, string>;
  body?: object | string | Buffer;
  /** The address of this machine it comes from, such as 127.1.2.3. */
  from?: string;
  agent?: Agent;
}

/** Sends one request. Rejects only when no answer came. */
export function send(town: Pick<Town, 'url'>, path: string, given: Send = {}): Promise<Answer> {
  const payload = given.body === undefined ? undefined : isRaw(given.body) ? given.body : JSON.stringify(given.body);
  const headers: Record<string, string> = { ...given.headers };
  if (payload !== undefined) {
    headers['content-type'] ??= 'application/json';
    headers['content-length'] ??= String(Buffer.byteLength(payload));
  }
  const { hostname, port } = new URL(town.url);
  return new Promise((resolve, reject) => {
    const options = {
      host: hostname,
      port,
      path,
      method: given.method ?? 'GET',
      headers,
      localAddress: given.from,
      agent: given.agent,
    };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const isJson = /json/.test(response.headers['content-type'] ?? '');
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          text,
          body: isJson && text ? JSON.parse(text) : undefined,
        });
      });
    });
    sent.on('error', reject);
    sent.end(payload);
  });
}

function isRaw(body: object | string | Buffer): body is string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body);
}

/** The n-th address of this machine to come from. */
export function addressOf(n: number): string {
  return `127.${1 + ((n >> 12) & 63)}.${(n >> 6) & 63}.${1 + (n & 63)}`;
}

export interface Place {
  programme: string;
  event: string;
}

export interface Newcomer {
  name: string;
  email: string;
  key?: string;
  from?: string;
  agent?: Agent;
}

export function post(town: Pick<Town, 'url'>, { programme, event }: Place, who: Newcomer): Promise<Answer> {
  return send(town, `/v1/programmes/${programme}/events/${event}/registrations`, {
    method: 'POST',
    headers: { 'idempotency-key': who.key ?? newId() },
    body: { name: who.name, email: who.email, role: 'professional', consent: true },
    from: who.from,
    agent: who.agent,
  });
}

/** A row of sockets that stay open, as browsers keep them. */
export function openSockets(): Agent {
  return new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
}
