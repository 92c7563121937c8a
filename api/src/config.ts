// The environment, read once. The only place that looks at it; all faults are reported together.

import { join, resolve } from 'node:path';
import proxyAddress from '@fastify/proxy-addr';

export interface Config {
  host: string;
  port: number;
  /** Where people reach this installation: absolute links, mails, the embed script. No slash at the end. */
  publicUrl: string;
  /** Whether PUBLIC_URL was given; if not, it follows from where the server listens. */
  isPublicUrlGiven: boolean;
  /** How many proxies before us may say who the client is, or which. */
  trustProxy: false | number | string[];
  dataDir: string;
  /** null: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | null;
  /** null: kept in `dataDir`, made at the first start. */
  secretKey: string | null;
  /** null: mails become files in `dataDir`/outbox. */
  smtpUrl: string | null;
  mailFrom: string;
  hasDemo: boolean;
  logLevel: string;
  poolSize: number;
  /** Background work: in a thread of its own, in this one (tests), or left to another process. */
  jobs: 'thread' | 'here' | 'off';
  /** Makes PDFs; null: people print from their own browser. */
  chromiumPath: string | null;
  /** How many invitations and messages leave in a minute, over the whole installation. */
  mailingPerMinute: number;
  limits: Limits;
}

/** Requests per window; see http/limits.ts. */
export interface Limits {
  signupPerAddress: number;
  signupPerEvent: number;
  formPerAddress: number;
  signInPerAddress: number;
  publicPerAddress: number;
  doorPerLink: number;
  perKey: number;
}

export const repositoryRoot = join(import.meta.dirname, '../..');

export const defaultLimits: Limits = {
  signupPerAddress: 200,
  signupPerEvent: 30_000,
  formPerAddress: 600,
  signInPerAddress: 30,
  publicPerAddress: 3_000,
  doorPerLink: 240,
  perKey: 600,
};

export class ConfigError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(
      `De instellingen kloppen niet (the configuration is not right):\n${faults.map((it) => `  - ${it}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

/** Reads the configuration, or throws a ConfigError that names every fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const faults: string[] = [];
  const given = (name: string) => env[name]?.trim() || null;

  function integer(name: string, fallback: number, from: number, to: number): number {
    const value = given(name);
    if (value === null) return fallback;
    const parsed = Number(value);
    if (Number.isInteger(parsed) && parsed >= from && parsed <= to) return parsed;
    faults.push(`${name} is "${value}"; a whole number from ${from} to ${to} is needed`);
    return fallback;
  }
  function url(name: string, protocols: string[]): string | null {
    const value = given(name);
    if (value === null) return null;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    // the value itself may hold a password: it is not repeated
    faults.push(`${name} is not a URL that starts with ${protocols.map((it) => `${it}//`).join(' or ')}`);
    return null;
  }
  function choice<const T extends string>(name: string, values: readonly T[], fallback: T): T {
    const value = given(name);
    if (value === null) return fallback;
    if ((values as readonly string[]).includes(value)) return value as T;
    faults.push(`${name} is "${value}"; one of ${values.join(', ')} is needed`);
    return fallback;
  }

  const host = given('HOST') ?? '127.0.0.1';
  const port = integer('PORT', 3000, 0, 65_535);
  const publicUrl = url('PUBLIC_URL', ['http:', 'https:']);
  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const secretKey = given('SECRET_KEY');
  if (secretKey !== null && secretKey.length < 32)
    faults.push('SECRET_KEY is too short; at least 32 characters are needed');
  if (given('DATABASE_URL') !== null && secretKey === null) {
    faults.push(
      'SECRET_KEY is missing; with DATABASE_URL every process needs the same one (make it with: openssl rand -hex 32)',
    );
  }
  if (publicUrl && new URL(publicUrl).pathname.replace(/\/$/, '') !== '') {
    faults.push('PUBLIC_URL has a path; Pr8werk lives at the root of its host');
  }
  const mailFrom = given('MAIL_FROM') ?? 'Pr8werk <noreply@localhost>';
  if (!/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/.test(mailFrom))
    faults.push(`MAIL_FROM is "${mailFrom}"; an address is needed, such as Pr8werk <noreply@pr8werk.example>`);
  const config: Config = {
    host,
    port,
    publicUrl: publicUrl ? new URL(publicUrl).origin : localUrl(host, port),
    isPublicUrlGiven: publicUrl !== null,
    trustProxy: readTrustProxy(given('TRUST_PROXY'), faults),
    dataDir: resolve(repositoryRoot, given('DATA_DIR') ?? '.data'),
    databaseUrl,
    secretKey,
    smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom,
    hasDemo: choice('DEMO', ['on', 'off'], databaseUrl ? 'off' : 'on') === 'on',
    logLevel: choice('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info'),
    poolSize: integer('POOL_SIZE', 12, 3, 200),
    chromiumPath: given('CHROMIUM_PATH'),
    mailingPerMinute: integer('MAILING_PER_MINUTE', 300, 1, 100_000),
    jobs: choice('JOBS', ['on', 'off'], 'on') === 'on' ? 'thread' : 'off',
    limits: {
      signupPerAddress: integer('LIMIT_SIGNUP_PER_ADDRESS', defaultLimits.signupPerAddress, 1, 1e9),
      signupPerEvent: integer('LIMIT_SIGNUP_PER_EVENT', defaultLimits.signupPerEvent, 1, 1e9),
      formPerAddress: integer('LIMIT_FORM_PER_ADDRESS', defaultLimits.formPerAddress, 1, 1e9),
      signInPerAddress: integer('LIMIT_SIGN_IN_PER_ADDRESS', defaultLimits.signInPerAddress, 1, 1e9),
      doorPerLink: integer('LIMIT_DOOR_PER_LINK', defaultLimits.doorPerLink, 1, 1e9),
      perKey: integer('LIMIT_PER_KEY', defaultLimits.perKey, 1, 1e9),
      publicPerAddress: integer('LIMIT_PUBLIC_PER_ADDRESS', defaultLimits.publicPerAddress, 1, 1e9),
    },
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

/** Where a browser on this machine finds a server that listens on `host`. */
export function localUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Off; how many proxies stand before us (`on` is one); or their addresses. More hops than there are would let anyone say who they are. */
function readTrustProxy(value: string | null, faults: string[]): Config['trustProxy'] {
  if (value === null || value === 'off') return false;
  if (value === 'on') return 1;
  if (/^[1-9]$/.test(value)) return Number(value);
  const addresses = value.split(',').map((it) => it.trim());
  try {
    proxyAddress.compile(addresses);
    return addresses;
  } catch {
    faults.push(`TRUST_PROXY is "${value}"; off, on, a number of proxies, or their addresses are needed`);
    return false;
  }
}

export function environment(): NodeJS.ProcessEnv {
  return process.env;
}
