/** What an option says as a whole number; a RangeError names the option otherwise. */
export function wholeNumber(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new RangeError(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
}

/** A share from 0 to 1. */
export function share(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^(0|1|0?\.\d+)$/.test(text)) throw new RangeError(`--${name} takes a share from 0 to 1, not "${text}"`);
  return Number(text);
}

/** One of the choices. */
export function oneOf<T extends string>(name: string, choices: readonly T[], text: string): T {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw new RangeError(`--${name} takes ${choices.join(' or ')}, not "${text}"`);
  return choice;
}
