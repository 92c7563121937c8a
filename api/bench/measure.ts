// What a benchmark says, and how a round of rivals is run: each in turn, several times, so that all meet the same noise.

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** As text, such as `>= 0.5`; null: recorded, not judged. */
  goal: string | null;
  holds: boolean;
  method: string;
}

export function figure(name: string, value: number, unit: string, goal: string | null, method: string): Figure {
  return {
    name,
    value: Math.round(value * 1000) / 1000,
    unit,
    goal,
    holds: goal === null || isReached(value, goal),
    method,
  };
}

function isReached(value: number, goal: string): boolean {
  const [sign, limit] = goal.split(' ');
  return sign === '>=' ? value >= Number(limit) : sign === '<=' ? value <= Number(limit) : value === Number(limit);
}

export function report(it: Figure): void {
  console.log(JSON.stringify(it));
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

/** Runs the rivals in turn, `times` times, and answers the values of each. */
export async function inTurn<K extends string>(
  rivals: Record<K, () => Promise<number>>,
  times = rounds,
): Promise<Record<K, number[]>> {
  const values = Object.fromEntries(Object.keys(rivals).map((it) => [it, []])) as unknown as Record<K, number[]>;
  for (let round = 0; round < times; round++) {
    for (const name of Object.keys(rivals) as K[]) values[name].push(await rivals[name]());
  }
  console.error(
    Object.entries<number[]>(values)
      .map(([name, it]) => `  ${name}: ${it.map((v) => v.toFixed(0)).join(' ')}`)
      .join('\n'),
  );
  return values;
}
