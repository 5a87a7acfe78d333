/** The items in another order, always the same for the same seed. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const drawn = items.map((item, at) => ({ item, lot: lotOf(`${seed} ${at}`) }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ item }) => item);
}

/** FNV-1a with a last mixing, since lots of similar texts must not lie close together. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
