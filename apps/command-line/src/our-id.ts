import { maskPersonNumbers } from '@contact-sync/contacts-model';

/** Whether a word can be an id of ours. Ids stand in addresses and answers: a person number typed by mistake is none. */
export const isOurId = (word: string): boolean => /^\d{1,18}$/.test(word) && maskPersonNumbers(word) === word;
