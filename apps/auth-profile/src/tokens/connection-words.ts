import type { InBothLanguages } from '@contact-sync/credentials';

/** What an administrator reads of a connection that failed, by the code of the failure. */
const WORDS: Readonly<Record<string, InBothLanguages>> = {
  timeout: { da: 'Serveren svarede ikke i tide.', en: 'The server did not answer in time.' },
  'no-such-host': { da: 'Serverens navn findes ikke.', en: 'The server’s name does not exist.' },
  'connection-refused': { da: 'Serveren tager ikke imod forbindelser.', en: 'The server takes no connections.' },
  'connection-reset': { da: 'Serveren afbrød forbindelsen.', en: 'The server cut the connection.' },
  'no-connection': { da: 'Der er ingen forbindelse til serveren.', en: 'There is no connection to the server.' },
  'half-answer': { da: 'Serveren svarede kun halvt.', en: 'The server gave half an answer.' },
  'answer-too-large': { da: 'Serverens svar er for stort.', en: 'The server’s answer is too large.' },
  'half-json': { da: 'Serverens svar kan ikke læses.', en: 'The server’s answer cannot be read.' },
  'unknown-encoding': { da: 'Serverens svar kan ikke læses.', en: 'The server’s answer cannot be read.' },
  'tls-failed': { da: 'Der kunne ikke oprettes en sikker forbindelse.', en: 'No secure connection could be made.' },
  'certificate-expired': { da: 'Serverens certifikat er udløbet.', en: 'The server’s certificate has expired.' },
  'certificate-not-yet-valid': {
    da: 'Serverens certifikat gælder ikke endnu.',
    en: 'The server’s certificate is not valid yet.',
  },
  'certificate-wrong-name': {
    da: 'Serverens certifikat er udstedt til et andet navn.',
    en: 'The server’s certificate is for another name.',
  },
  'certificate-untrusted': {
    da: 'Serverens certifikat er ikke udstedt af en, vi stoler på.',
    en: 'The server’s certificate is not from an authority we trust.',
  },
  'client-certificate-refused': {
    da: 'Serveren afviser vores certifikat.',
    en: 'The server refuses our certificate.',
  },
  'certificate-unusable': { da: 'Certifikatet kan ikke læses.', en: 'The certificate cannot be read.' },
  'not-an-address': { da: 'Adressen kan ikke læses.', en: 'The address cannot be read.' },
  'not-https': { da: 'Adressen skal begynde med https://.', en: 'The address must begin with https://.' },
  'has-credentials': {
    da: 'Adressen må ikke indeholde brugernavn eller adgangskode.',
    en: 'The address may hold no user name and no password.',
  },
  'host-not-allowed': {
    da: 'Serveren står ikke på listen over servere, der må kaldes (ENDPOINT_HOSTS).',
    en: 'The server is not on the list of servers that may be called (ENDPOINT_HOSTS).',
  },
  'address-not-allowed': {
    da: 'Serverens navn fører til et privat netværk.',
    en: 'The server’s name leads into a private network.',
  },
};

export function connectionWords(code: string): InBothLanguages {
  return WORDS[code] ?? { da: `Forbindelsen mislykkedes (${code}).`, en: `The connection failed (${code}).` };
}
