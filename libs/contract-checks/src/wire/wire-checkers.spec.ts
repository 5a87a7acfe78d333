import { AnswerChecker, type SeenAnswer } from './answer-checker';
import { MessageChecker } from './message-checker';

const messages = new MessageChecker({
  components: {
    messages: {
      'contact.changed.v1': {
        payload: {
          allOf: [
            { $ref: '#/components/schemas/CloudEvent' },
            {
              properties: { type: { const: 'x.contact.changed.v1' }, data: { $ref: '#/components/schemas/Changed' } },
            },
          ],
        },
      },
    },
    schemas: {
      CloudEvent: { type: 'object', properties: { id: { type: 'string' }, type: {}, data: {} }, required: ['id'] },
      Changed: {
        type: 'object',
        properties: { groups: { type: 'array', items: { type: 'string' } }, more: { type: 'object', properties: {} } },
        required: ['groups'],
      },
    },
  },
});
const event = { id: 'e1', type: 'x.contact.changed.v1', data: { groups: ['name'] } };

it.each([
  ['contact.changed.v1', event, []],
  ['contact.gone.v1', event, ['there is no message contact.gone.v1']],
  ['contact.changed.v1', { ...event, extra: 1 }, ['contact.changed.v1: extra is no attribute of a message']],
  ['contact.changed.v1', { ...event, type: 'y' }, ['contact.changed.v1: /type must be equal to constant']],
  ['contact.changed.v1', { ...event, id: undefined }, ["contact.changed.v1: it must have required property 'id'"]],
  ['contact.changed.v1', { ...event, data: {} }, ["contact.changed.v1: /data must have required property 'groups'"]],
  [
    'contact.changed.v1',
    { ...event, data: { groups: [], name: 'x' } },
    ['contact.changed.v1: /data must NOT have additional properties (name)'],
  ],
  [
    'contact.changed.v1',
    { ...event, data: { groups: [], more: { x: 1 } } },
    ['contact.changed.v1: /data/more must NOT have additional properties (x)'],
  ],
])('a message under %s: %j', (routingKey, body, faults) => {
  expect(messages.faults(routingKey, JSON.stringify(body))).toEqual(faults);
});

const person = { $ref: '#/components/schemas/Person' };
const answers = new AnswerChecker({
  paths: {
    '/desk/persons/{id}': {
      get: { responses: { 200: { content: { 'application/json': { schema: person } } }, 204: {} } },
    },
    '/desk/persons/first': {
      get: { responses: { 200: { content: { 'application/json': { schema: { type: 'array', items: person } } } } } },
    },
  },
  components: {
    schemas: {
      Person: {
        type: 'object',
        properties: { name: { type: 'string', nullable: true }, next: { allOf: [person], nullable: true } },
        required: ['name'],
      },
    },
  },
});
const seen: SeenAnswer = {
  method: 'GET',
  path: '/desk/persons/7?x=1',
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body: '{"name":null,"next":{"name":"Bo","next":null}}',
};

it.each<[Partial<SeenAnswer>, string[]]>([
  [{}, []],
  [{ status: 204, body: '' }, []],
  [{ status: 204 }, ['GET /desk/persons/{id} 204: a body is not described']],
  [{ status: 201 }, ['GET /desk/persons/{id}: the status 201 is not described']],
  [{ status: 401 }, []],
  [{ contentType: 'text/html' }, ['GET /desk/persons/{id} 200: the content type text/html is not described']],
  [{ body: '{}' }, ["GET /desk/persons/{id} 200: it must have required property 'name'"]],
  [{ body: '{"name":"Bo","age":1}' }, ['GET /desk/persons/{id} 200: it must NOT have additional properties (age)']],
  [{ path: '/desk/persons/first', body: '[{"name":"Bo"}]' }, []],
  [{ path: '/desk/persons/first' }, ['GET /desk/persons/first 200: it must be array']],
  [{ path: '/desk/others' }, ['GET: this route is not described']],
  [{ path: '/other/route' }, []],
])('an answer: %j', (more, faults) => expect(answers.faults({ ...seen, ...more })).toEqual(faults));
