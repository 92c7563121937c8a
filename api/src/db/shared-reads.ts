// Reading what many ask at the same moment: a read that runs is not joined, since it may have begun before a change that
// the asker knows of; whoever comes while it runs shares the one after it. So a thousand questions at once are two reads,
// and every answer is as new as a read of one's own.

export interface SharedReads<T> {
  ask(key: string, read: () => Promise<T>): Promise<T>;
}

interface Running {
  now: Promise<unknown>;
  next: Promise<unknown> | null;
}

export function makeSharedReads<T>(): SharedReads<T> {
  const running = new Map<string, Running>();

  function start(key: string, read: () => Promise<T>): Promise<T> {
    const mine: Running = { now: Promise.resolve(), next: null };
    const answer = read().finally(() => {
      if (mine.next === null && running.get(key) === mine) running.delete(key);
    });
    mine.now = answer;
    running.set(key, mine);
    return answer;
  }

  return {
    ask(key, read) {
      const before = running.get(key);
      if (!before) return start(key, read);
      before.next ??= before.now.then(
        () => start(key, read),
        () => start(key, read),
      );
      return before.next as Promise<T>;
    },
  };
}
