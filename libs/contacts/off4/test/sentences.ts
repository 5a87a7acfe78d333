import type { Dated } from '@contact-sync/contacts-model';
import type { Body } from './delivery';

// Words that the mapping's tests are written in. All numbers are invented, with days above 60.

export const PNR = '6101801234';
export const MOTHER = '6202501234';
export const FATHER = '6303501235';
export const OTHER = '6404501236';

export const on = (date: string): Dated => ({ date });
export const uncertainly = (date: string): Dated => ({ date, uncertain: true });
export const value = (text: string): object[] => [{ value: text }];
export const number = (nameCode: string): object => ({ kind: 'number', nameType: 'C', nameCode });

export const PERSON = ['001', { PNR, STATUS: '01', KOEN: 'K', FOED_DT: '1980-01-01' }] as const;
export const person = (values: object = {}, ...more: Body): Body => [['001', { ...PERSON[1], ...values }], ...more];
export const moment = (date: string): object => ({ date, time: '1200' });
