import { descriptionGaps } from './description-gaps';

const whole = {
  summary: 'x',
  security: [],
  responses: { 200: { content: { 'application/json': { schema: { type: 'string' } } } }, 204: {} },
};
const gapsOf = (operation: object): string[] => descriptionGaps({ paths: { '/a': { get: operation } } });

it.each([
  [whole, []],
  [{ ...whole, summary: '' }, ['GET /a has no summary']],
  [{ ...whole, security: undefined }, ['GET /a does not say who may call it']],
  [{ ...whole, responses: { 409: whole.responses[200] } }, ['GET /a has no answer that is not a refusal']],
  [{ ...whole, responses: { 200: {} } }, ['GET /a 200 has no body']],
  [
    { ...whole, responses: { 200: { content: { 'application/json': { schema: {} } } } } },
    ['GET /a 200 has no schema for application/json'],
  ],
])('%#', (operation, gaps) => expect(gapsOf(operation)).toEqual(gaps));
