// A mail server that takes so many mails a second and no more, or none at all while it is dead: it accepts connections
// and says nothing, which is worse than refusing them.

import { SMTPServer } from 'smtp-server';

export interface Sink {
  url: string;
  /** When each mail was taken, in milliseconds of performance.now(). */
  takenAt: number[];
  isDead: boolean;
  close(): Promise<void>;
}

export async function openSink(perSecond: number): Promise<Sink> {
  const sink: Sink = { url: '', takenAt: [], isDead: false, close: async () => {} };
  let free = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    maxClients: 1000,
    onConnect: (_session, done) => {
      if (!sink.isDead) done();
    },
    onData(stream, _session, done) {
      stream.resume();
      stream.on('end', () => {
        const now = performance.now();
        free = Math.max(now, free + 1000 / perSecond);
        setTimeout(() => {
          sink.takenAt.push(performance.now());
          done();
        }, free - now);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  sink.url = `smtp://127.0.0.1:${port}`;
  sink.close = () => new Promise((resolve) => server.close(() => resolve()));
  return sink;
}
