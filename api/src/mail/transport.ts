// Where mail goes: an SMTP server, or files in DATA_DIR/outbox on a machine without one.

import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Config } from '#api/config.ts';

export interface Mail {
  /** Stable over retries: becomes the Message-ID. */
  id: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  language: string;
  calendar?: { method: 'PUBLISH' | 'CANCEL'; content: string };
  headers?: Record<string, string>;
}

export interface Post {
  /** Resolves when the server (or the disk) has taken the mail; throws otherwise. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export function openPost(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'publicUrl'>): Post {
  const host = () => new URL(config.publicUrl).hostname;
  const compose = (mail: Mail): SendMailOptions => ({
    from: config.mailFrom,
    to: mail.to,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: `<${mail.id}@${host()}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.language,
      ...mail.headers,
    },
    ...(mail.calendar
      ? { icalEvent: { method: mail.calendar.method, filename: 'bijeenkomst.ics', content: mail.calendar.content } }
      : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!config.smtpUrl) return outbox(join(config.dataDir, 'outbox'), compose);
  const transport = createTransport({
    url: config.smtpUrl,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    // a server may look at a mail for long before it says that it has it
    socketTimeout: 120_000,
  });
  return {
    async send(mail) {
      await transport.sendMail(compose(mail));
    },
    close: () => transport.close(),
  };
}

function outbox(folder: string, compose: (mail: Mail) => SendMailOptions): Post {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      const { message } = await transport.sendMail(compose(mail));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${mail.id}.eml`);
      await writeFile(`${path}.partial`, message as Buffer, { mode: 0o600 });
      await rename(`${path}.partial`, path);
    },
    close: () => transport.close(),
  };
}
