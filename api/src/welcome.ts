// What the console says when Pr8werk is up: where to go, and how to get in the first time.

import { asc, eq } from 'drizzle-orm';
import { askSignIn } from '#api/accounts/actions.ts';
import { isFirstRunOpen } from '#api/accounts/queries.ts';
import { accounts, members, signInRequests } from '#api/accounts/rows.ts';
import { linkToken, signInLink } from '#api/accounts/rules.ts';
import { isLoopback } from '#api/http/access.ts';
import type { Running } from '#api/installation.ts';
import { firstRunCode } from '#api/programmes/first-run.ts';

export async function printWelcome({ ctx, isEmbedded }: Running): Promise<void> {
  const url = ctx.config.publicUrl;
  const lines = [
    '',
    '  Pr8werk draait',
    '',
    `  Openbare pagina's   ${url}/`,
    `  Console             ${await wayIn(ctx, isEmbedded)}`,
    `  API-naslag          ${url}/docs`,
  ];
  lines.push('', `  Proces ${process.pid}; stoppen met Ctrl+C of: pnpm stop`, '');
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function wayIn(ctx: Running['ctx'], isEmbedded: boolean): Promise<string> {
  const url = ctx.config.publicUrl;
  if (await isFirstRunOpen(ctx.db)) return `${url}/admin/first-run#code=${firstRunCode(ctx)}`;
  // a link that signs in belongs on a console only where the console is the owner's own
  if (!isEmbedded || !isLoopback(new URL(url).hostname)) return `${url}/admin/`;
  const [owner] = await ctx.db.orm
    .select({ email: accounts.email })
    .from(members)
    .innerJoin(accounts, eq(accounts.accountId, members.accountId))
    .where(eq(members.role, 'owner'))
    .orderBy(asc(members.since))
    .limit(1);
  if (!owner) return `${url}/admin/`;
  const { requestId } = await askSignIn(ctx, owner.email);
  const [request] = await ctx.db.orm.select().from(signInRequests).where(eq(signInRequests.requestId, requestId));
  return `${signInLink(url, requestId, linkToken(ctx, request!))}  (werkt één keer, een kwartier lang)`;
}
