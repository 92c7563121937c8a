import { type Actor, record } from '#api/activity/actions.ts';
import { type Context, transact } from '#api/context.ts';
import { fail } from '#api/http/problems.ts';

/** From now on another link; who has the old one sees nothing any more. */
export async function renewFiguresLink(
  ctx: Context,
  given: { programmeId: string; networkId: string; actor: Actor },
): Promise<void> {
  const { programmeId, networkId, actor } = given;
  await transact(ctx, async (tx) => {
    const rows = await tx.query(
      'UPDATE networks SET figures_version = figures_version + 1 WHERE programme_id = $1 AND network_id = $2 RETURNING network_id',
      [programmeId, networkId],
    );
    if (rows.length === 0) throw fail('not-found');
    await record(ctx, tx, { programmeId, name: 'network.figures-renewed', actor, subjectId: networkId });
  });
}
