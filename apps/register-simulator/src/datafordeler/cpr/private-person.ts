import type { Node } from './node';

interface Element {
  readonly status: string;
  readonly beskyttelsestype?: string;
}

/** What a company may see: what holds now, of the dead the last address, and of the protected neither name nor address. */
export function asPrivate(person: Node): Node {
  const of = (field: string) => person[field] as readonly Element[];
  const now = (field: string) => of(field).filter(({ status }) => status === 'aktuel');
  const addresses = now('adresseoplysninger');
  const last = of('adresseoplysninger').filter(({ status }) => status === 'historisk');
  const isHidden = now('beskyttelser').some(({ beskyttelsestype }) => beskyttelsestype === 'navne_og_adresse');
  return {
    ...person,
    personnumre: now('personnumre'),
    beskyttelser: now('beskyttelser'),
    civilstande: now('civilstande'),
    forsvindinger: now('forsvindinger'),
    navne: isHidden ? [] : now('navne'),
    adresseoplysninger: isHidden ? [] : person['status'] === 'doed' ? last.slice(-1) : addresses,
    udrejseIndrejser: isHidden ? [] : now('udrejseIndrejser'),
    kontaktadresse: isHidden ? null : person['kontaktadresse'],
  };
}
