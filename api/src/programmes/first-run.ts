// The very first start: who holds the code that stands on the console makes the owner account and the programme.

import type { firstRun } from '@pr8werk/shared/accounts.ts';
import type { Input } from '@pr8werk/shared/endpoint.ts';
import { eq } from 'drizzle-orm';
import { addMember } from '#api/accounts/actions.ts';
import { isFirstRunOpen } from '#api/accounts/queries.ts';
import { accounts } from '#api/accounts/rows.ts';
import { system } from '#api/activity/actions.ts';
import { type Context, isSame, sign, transact } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';
import { createProgramme } from '#api/programmes/actions.ts';

/** Follows from the installation's secret, so every process knows the same code. Twelve letters in groups of four. */
export function firstRunCode(ctx: Pick<Context, 'secret'>): string {
  const letters = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
  const bytes = sign(ctx, 'first-run');
  const code = [...bytes.subarray(0, 12)].map((it) => letters[it % letters.length]).join('');
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

export async function makeOwner(ctx: Context, body: Input<typeof firstRun>['body']): Promise<string> {
  return transact(ctx, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('pr8werk-first-run'))`);
    if (!(await isFirstRunOpen(tx))) throw fail('already-set-up');
    const given = body.code.toUpperCase().replace(/[^A-Z0-9]/g, '');
    if (!isSame(Buffer.from(given), Buffer.from(firstRunCode(ctx).replaceAll('-', ''))))
      throw fail('first-run-code-wrong');
    const programmeId = await createProgramme(ctx, tx, {
      ...body.programme,
      controller: body.programme.name,
      contactEmail: body.email,
    });
    await addMember(ctx, tx, { programmeId, email: body.email, name: body.name, role: 'owner', actor: system });
    const [account] = await tx.orm.select().from(accounts).where(eq(accounts.email, body.email.toLowerCase()));
    return account!.accountId;
  });
}
