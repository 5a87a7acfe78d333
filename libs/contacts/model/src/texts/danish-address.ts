/** Road and house number on one line: `Lautrupparken 40-42`. The number keeps its letter: `12A`. */
export function streetLine(road: string | undefined, from: string | undefined, to?: string): string | undefined {
  const number = to === undefined || to === from ? from : [from, to].filter((part) => part !== undefined).join('-');
  return joined(road, number);
}

/** Floor and door on one line: `2. th`, `st. 4`, `kl.`. What is no floor by the usual codes stands as it came. */
export function floorAndDoor(floor: string | undefined, door: string | undefined): string | undefined {
  return joined(floor === undefined ? undefined : floorText(floor), door === undefined ? undefined : doorText(door));
}

/** A municipality's code in four digits: registers leave out the zero in front. Undefined for what is no code. */
export function municipalityCode(code: string | undefined): string | undefined {
  return code !== undefined && /^\d{1,4}$/.test(code) && !/^0+$/.test(code) ? code.padStart(4, '0') : undefined;
}

function floorText(floor: string): string {
  const code = /^(?:0*([1-9]\d?)|(st|kl|k\d))\.?$/i.exec(floor);
  return code === null ? floor : `${code[1] ?? code[2]?.toLowerCase()}.`;
}

function doorText(door: string): string {
  const code = /^(?:0*([1-9]\d{0,3})|(th|tv|mf))\.?$/i.exec(door);
  return code === null ? door : (code[1] ?? code[2]?.toLowerCase() ?? door);
}

function joined(...parts: (string | undefined)[]): string | undefined {
  const given = parts.filter((part) => part !== undefined && part !== '');
  return given.length === 0 ? undefined : given.join(' ');
}
