import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import SwaggerParser from '@apidevtools/swagger-parser';
import { descriptionGaps } from '@contact-sync/contract-checks';
import type { OpenAPIObject } from '@nestjs/swagger';
import { apiDocument } from './api-document';

let document: OpenAPIObject;
beforeAll(async () => {
  document = await apiDocument();
});

it('is sound to a parser of OpenAPI', async () => {
  // The parser follows references in what it is given.
  const copy = structuredClone(document) as never;
  await expect(SwaggerParser.validate(copy)).resolves.toBeDefined();
});

it('says of every operation what it does, who may call it and what it answers', () => {
  expect(descriptionGaps({ ...document })).toEqual([]);
});

it('docs/contracts/openapi/sor-import.json is up to date: run "npm run docs:contracts"', () => {
  const written = readFileSync(join(__dirname, '../../../docs/contracts/openapi/sor-import.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(document)));
});
