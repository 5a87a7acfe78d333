/*
 * The query on persons (cpr.md, 2). Only what the mapping reads is asked for; `beskyttelser` must be asked for of everybody
 * who is named. Person numbers are in the variables, never in the text.
 */

/** Authorities, and companies that know the person already. */
export type CprSector = 'PublicSector' | 'PrivateSector';

const FROM = 'virkningfra virkningfrausikkerhedsmarkering';
const PERIOD = `status ${FROM} virkningtil`;
const LINES = 'adresselinie1 adresselinie2 adresselinie3 adresselinie4 adresselinie5 virkningfra virkningtil';
const PROTECTED = `beskyttelser { beskyttelsestype ${PERIOD} }`;
const RELATIVE = `{ personnummer navn ${PROTECTED} }`;

/** What both sectors are told. */
const PERSON = `status statusdato statusdatousikkerhedsmarkering
      foedselsdato foedselsdatousikkerhedsmarkering koen
      personnumre { personnummer ${PERIOD} }
      ${PROTECTED}
      navne { fornavne mellemnavn efternavn adresseringsnavn ${PERIOD} }
      adresseoplysninger {
        conavn ${PERIOD}
        cprAdresse {
          vejnavn vejadresseringsnavn husnummer etage sidedoer bygningsnummer
          bynavn postnummer postdistrikt cprkommunekode cprvejkode
        }
        supplerendeAdresse { ${LINES} }
      }
      kontaktadresse { ${LINES} }
      udrejseIndrejser { cprlandekodeudrejse ${PERIOD} udlandsadresse { ${LINES} } }
      forsvindinger { ${PERIOD} }`;

/** What only authorities are told: relatives, custody and guardianship. */
const RELATIVES = `civilstande {
        civilstandstype ${PERIOD}
        aegtefaelle ${RELATIVE}
        separation { virkningfra virkningtil }
      }
      boern { ${PERIOD} barn ${RELATIVE} }
      foraeldreoplysninger { foraelderrolle ${PERIOD} foraelder ${RELATIVE} }
      foraeldremyndighedsoplysninger {
        foraeldremyndighedsrelation ${PERIOD}
        foraeldremyndighedsindehaver ${RELATIVE}
      }
      vaergemaal {
        vaergemaalstype vaergetype vaergevirkningfra ${PERIOD}
        vaerge ${RELATIVE}
        vaergeadresse { ${LINES} }
      }`;

/** Persons by their numbers, former ones among them. */
export function personsByNumbers(sector: CprSector): { readonly root: string; readonly text: string } {
  const root = `CPRCustom_${sector}Person`;
  const told = sector === 'PublicSector' ? `${PERSON}\n      ${RELATIVES}` : PERSON;
  return {
    root,
    text: `query Persons($numbers: [String!]!) {
  ${root}(input: { personnummer: { personnummer: { in: $numbers } } }) {
    nodes {
      ${told}
    }
  }
}`,
  };
}
