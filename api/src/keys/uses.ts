// When a key was used, and how often: counted here and written at most once a minute, apart from what the request does.
// A process that is killed loses the count of its last minute and nothing else.

import type { Context } from '#api/context.ts';
import type { Partner } from '#api/http/access.ts';

const minute = 60_000;

interface Use {
  programmeId: string;
  requests: number;
  lastUsedAt: Date;
}

export interface Uses {
  note(partner: Partner): void;
  /** Writes what was not written yet. */
  flush(): Promise<void>;
}

export function keyUses(ctx: Context): Uses {
  let waiting = new Map<string, Use>();
  let writtenAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const uses = [...waiting].map(([secretId, it]) => ({
      programme_id: it.programmeId,
      secret_id: secretId,
      requests: it.requests,
      last_used_at: it.lastUsedAt,
    }));
    waiting = new Map();
    writtenAt = performance.now();
    await ctx.db
      .query(
        `INSERT INTO key_days (programme_id, secret_id, day, requests, last_used_at)
          SELECT u.programme_id, u.secret_id, (u.last_used_at AT TIME ZONE p.time_zone)::date, u.requests, u.last_used_at
            FROM jsonb_to_recordset($1) AS u (programme_id uuid, secret_id uuid, requests integer, last_used_at timestamptz)
            JOIN programmes AS p USING (programme_id)
            ORDER BY u.secret_id
          ON CONFLICT (programme_id, secret_id, day) DO UPDATE
            SET requests = key_days.requests + excluded.requests, last_used_at = greatest(key_days.last_used_at, excluded.last_used_at)`,
        [JSON.stringify(uses)],
      )
      .catch((error: Error) => ctx.log.warn({ err: error.message }, 'when keys were used was not written'));
  }

  return {
    note(partner) {
      const use = waiting.get(partner.secretId) ?? { programmeId: partner.programmeId, requests: 0 };
      waiting.set(partner.secretId, { ...use, requests: use.requests + 1, lastUsedAt: ctx.now() });
      if (timer) return;
      timer = setTimeout(() => void flush(), Math.max(0, writtenAt + minute - performance.now()));
      timer.unref();
    },
    flush,
  };
}
