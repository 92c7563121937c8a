// Which forms on the screen hold something that is typed and not saved: for acts that end everything at once.

const holders = new Set<() => boolean>();

export function holdForm(holds: () => boolean): () => void {
  holders.add(holds);
  return () => holders.delete(holds);
}

export function isAnythingHeld(): boolean {
  return [...holders].some((holds) => holds());
}
