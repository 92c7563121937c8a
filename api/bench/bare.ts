// The least a server can do: bare node:http that sends the same body with caching headers, prepared beforehand.

import { createServer } from 'node:http';

const body = Buffer.from(process.env.BENCH_BODY!, 'base64');
const headers = JSON.parse(process.env.BENCH_HEADERS!) as string[];
const known = JSON.parse(process.env.BENCH_HEADERS_304!) as string[];
const etag = process.env.BENCH_ETAG!;
const server = createServer((request, response) => {
  if (request.headers['if-none-match'] === etag) response.writeHead(304, known).end();
  else response.writeHead(200, headers).end(body);
});
server.listen(Number(process.env.BENCH_PORT), '127.0.0.1', () => process.send?.({}));
process.on('SIGTERM', () => process.exit(0));
