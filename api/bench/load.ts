// A client that asks less of the machine than the server it measures: prepared requests over kept connections, answers
// read no further than their length. Each connection has a loopback address of its own, as different people would.

import { connect, type Socket } from 'node:net';

export interface LoadResult {
  seconds: number;
  /** Milliseconds from when a request was due until its answer was complete, sorted. */
  latencies: number[];
  statuses: Map<number, number>;
}

interface Connection {
  socket: Socket;
  send(request: Buffer): Promise<number>;
}

async function open(port: number, index: number): Promise<Connection> {
  const localAddress = `127.${10 + (index >> 14)}.${(index >> 7) & 127}.${1 + (index & 127)}`;
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.setNoDelay(true);
  let resolve: ((status: number) => void) | null = null;
  let reject: ((error: Error) => void) | null = null;
  let head: Buffer | null = null;
  let left = -1;
  let status = 0;
  socket.on('data', (data) => {
    const chunk = data as Buffer;
    if (left < 0) {
      const bytes: Buffer = head ? Buffer.concat([head, chunk]) : chunk;
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) {
        head = bytes;
        return;
      }
      head = null;
      status = (bytes[9]! - 48) * 100 + (bytes[10]! - 48) * 10 + (bytes[11]! - 48);
      left = (status === 304 ? 0 : lengthIn(bytes)) - (bytes.length - end - 4);
    } else left -= chunk.length;
    if (left > 0) return;
    left = -1;
    const done = resolve;
    resolve = null;
    done?.(status);
  });
  const broken = (error?: Error) => reject?.(error ?? new Error('the server closed the connection'));
  socket.on('error', broken);
  socket.on('close', () => resolve && broken());
  await new Promise<void>((ready, failed) => {
    socket.once('connect', () => ready());
    socket.once('error', failed);
  });
  return {
    socket,
    send: (request) =>
      new Promise((ok, bad) => {
        resolve = ok;
        reject = bad;
        socket.write(request);
      }),
  };
}

/** Reads Content-Length from the bytes: making a text of the head would cost the client as much as the server. */
function lengthIn(bytes: Buffer): number {
  let at = bytes.indexOf('ontent-length: ') + 15;
  if (at === 14) at = bytes.indexOf('ontent-Length: ') + 15;
  let length = 0;
  for (let digit = bytes[at]! - 48; digit >= 0 && digit <= 9; digit = bytes[++at]! - 48) length = length * 10 + digit;
  return length;
}

/** As fast as it goes: every connection sends the next request when the previous is answered. */
export async function flood(
  port: number,
  connections: number,
  total: number,
  request: (index: number) => Buffer,
  { staysAwake = false } = {},
): Promise<LoadResult> {
  const open256 = await Promise.all(Array.from({ length: connections }, (_, i) => open(port, i)));
  const result: LoadResult = { seconds: 0, latencies: [], statuses: new Map() };
  let next = 0;
  // to wake a client that sleeps would be a cost of the server's writes; only where nothing else needs the processor
  let isRunning = staysAwake;
  const stayAwake = () => void (isRunning && setImmediate(stayAwake));
  stayAwake();
  const startedAt = performance.now();
  await Promise.all(
    open256.map(async (connection) => {
      while (next < total) {
        const index = next++;
        const at = performance.now();
        note(result, await connection.send(request(index)), performance.now() - at);
      }
    }),
  );
  result.seconds = (performance.now() - startedAt) / 1000;
  isRunning = false;
  for (const { socket } of open256) socket.destroy();
  result.latencies.sort((a, b) => a - b);
  return result;
}

/** At a steady pace, whether or not the server keeps up: latency counts from when a request was due. */
export async function pace(
  port: number,
  perSecond: number,
  total: number,
  request: (index: number) => Buffer,
): Promise<LoadResult> {
  const idle: Connection[] = await Promise.all(Array.from({ length: 300 }, (_, i) => open(port, i)));
  const all = [...idle];
  const result: LoadResult = { seconds: 0, latencies: [], statuses: new Map() };
  const pending: Promise<void>[] = [];
  const startedAt = performance.now();
  const ask = async (index: number, due: number) => {
    let connection = idle.pop();
    if (!connection) {
      connection = await open(port, all.length);
      all.push(connection);
    }
    note(result, await connection.send(request(index)), performance.now() - due);
    idle.push(connection);
  };
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) / 1000) * perSecond) + 1);
    for (; sent < due; sent++) pending.push(ask(sent, startedAt + (sent / perSecond) * 1000));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(pending);
  result.seconds = (performance.now() - startedAt) / 1000;
  for (const { socket } of all) socket.destroy();
  result.latencies.sort((a, b) => a - b);
  return result;
}

function note(result: LoadResult, status: number, ms: number): void {
  result.latencies.push(ms);
  result.statuses.set(status, (result.statuses.get(status) ?? 0) + 1);
}

export function httpRequest(method: string, path: string, headers: Record<string, string>, body = ''): Buffer {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...Object.entries(headers).map(([k, v]) => `${k}: ${v}`),
  ];
  if (body) lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
