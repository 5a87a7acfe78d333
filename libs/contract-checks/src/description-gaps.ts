import { type Json, resolved } from './changes/flat-schema';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

interface Operation {
  readonly summary?: string;
  readonly security?: readonly Json[];
  readonly responses: Readonly<Record<string, Json>>;
}

/** What callers are not told in an OpenAPI document: operations without a summary, the types of their answers, or who may call them. */
export function descriptionGaps(document: Json): string[] {
  const operations = Object.entries(document['paths'] as Record<string, Record<string, Operation>>).flatMap(
    ([path, item]) =>
      METHODS.flatMap((method) =>
        item[method] === undefined ? [] : [[`${method.toUpperCase()} ${path}`, item[method]] as const],
      ),
  );
  return operations.flatMap(([name, operation]) => gapsOf(document, operation).map((gap) => `${name} ${gap}`));
}

function gapsOf(document: Json, { summary, security, responses }: Operation): string[] {
  const answers = Object.entries(responses).map(
    ([status, response]) => [status, resolved(document, response)] as const,
  );
  return [
    ...(summary ? [] : ['has no summary']),
    ...(security ? [] : ['does not say who may call it']),
    ...(answers.some(([status]) => /^[23]/.test(status)) ? [] : ['has no answer that is not a refusal']),
    ...answers.flatMap(([status, { content }]) =>
      answerGaps(status, content as Json | undefined).map((gap) => `${status} ${gap}`),
    ),
  ];
}

function answerGaps(status: string, content: Json | undefined): string[] {
  if (content === undefined) return BODILESS.has(status) ? [] : ['has no body'];
  const isTyped = (media: unknown): boolean => Object.keys((media as { schema?: Json }).schema ?? {}).length > 0;
  return Object.entries(content).flatMap(([type, media]) => (isTyped(media) ? [] : [`has no schema for ${type}`]));
}

/** Done, asked for, gone: there may be nothing more to say. */
const BODILESS = new Set(['202', '204', '301', '302', '303', '304']);
