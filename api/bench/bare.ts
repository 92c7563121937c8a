// The least a server can do: bare node:http that sends the same bytes with the same caching headers.

import { createServer } from 'node:http';

const [okBody, type] = [Buffer.from(process.env.BENCH_BODY!, 'base64'), process.env.BENCH_TYPE!];
const etag = process.env.BENCH_ETAG!;
const server = createServer((request, response) => {
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag, 'cache-control': 'public, max-age=60' }).end();
    return;
  }
  response
    .writeHead(200, {
      etag,
      'cache-control': 'public, max-age=60',
      'content-type': type,
      'content-length': okBody.length,
    })
    .end(okBody);
});
server.listen(Number(process.env.BENCH_PORT), '127.0.0.1', () => process.send?.({}));
process.on('SIGTERM', () => process.exit(0));
