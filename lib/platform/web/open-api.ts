import { createTranslator } from 'use-intl/core';
import { z } from 'zod';
import { brand } from '../brand.ts';
import { messagesOf, type Messages } from '../i18n/messages.ts';
import type { Locale } from '../i18n/routing.ts';
import { type ProblemName, statusOf } from '../problem.ts';
import {
  apiBase,
  type ApiOperation,
  commonProblems,
  keyForm,
  keyHeader,
  linkHeader,
  takesKey,
  tokenForm,
  versionForm,
  versionHeader,
  wantsVersion,
} from './api-operation.ts';

/** The little of JSON Schema that our documents read back. */
export interface JsonSchema {
  [member: string]: unknown;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

export interface OpenApiParameter {
  name: string;
  in: 'query' | 'header';
  required: boolean;
  description: string;
  schema: JsonSchema;
}

export interface OpenApiOperation {
  operationId: string;
  summary: string;
  description: string;
  security: Record<string, never[]>[];
  parameters?: OpenApiParameter[];
  requestBody?: { required: true; content: { 'application/json': { schema: JsonSchema } } };
  responses: Record<string, OpenApiResponse>;
}

export interface OpenApiResponse {
  description: string;
  headers?: Record<string, { schema: JsonSchema }>;
  content?: Record<string, { schema: JsonSchema }>;
  /** The problems of this status, by name */
  'x-problems'?: string[];
}

export interface OpenApiDocument {
  openapi: '3.1.1';
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: { url: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: Record<string, Record<string, unknown>>;
}

type Words = {
  field: (name: string) => string;
  problem: (name: ProblemName) => string;
  operation: (name: string) => { summary: string; description: string };
};

/** The OpenAPI 3.1 document of operations, made from the schemas that the routes themselves parse with. */
export function openApiDocument(operations: Readonly<Record<string, ApiOperation>>, locale: Locale): OpenApiDocument {
  const words = wordsOf(locale);
  const page = createTranslator({ locale, messages: messagesOf(locale), namespace: 'api.page' });
  const paths: OpenApiDocument['paths'] = {};
  for (const [name, operation] of Object.entries(operations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describe(name, operation, words),
    };
  }
  const description = [
    page('lead'),
    page('ruleToken'),
    page('ruleLink'),
    page('ruleProblem'),
    page('ruleKey'),
    page('ruleLimit'),
    page('ruleEtag'),
    page('ruleVersion'),
    page('ruleTime'),
  ];
  return {
    openapi: '3.1.1',
    info: {
      title: `${brand.name}: ${page('title')}`,
      version: '1',
      description: description.join('\n\n'),
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: apiBase }],
    paths,
    components: {
      securitySchemes: {
        holder: { type: 'http', scheme: 'bearer', description: page('ruleToken') },
        link: { type: 'apiKey', in: 'header', name: linkHeader, description: page('ruleLink') },
      },
      schemas: { Problem: problemSchema },
    },
  };
}

function wordsOf(locale: Locale): Words {
  const messages = messagesOf(locale);
  const fields = createTranslator({ locale, messages, namespace: 'api.fields' });
  const problems = createTranslator({ locale, messages, namespace: 'api.problems' });
  const operations = createTranslator({ locale, messages, namespace: 'api.operations' });
  return {
    field: (name) => fields(known(name, messages.api.fields)),
    problem: (name) => problems(known(name, messages.api.problems)),
    operation: (name) => {
      const key: keyof Messages['api']['operations'] = known(name, messages.api.operations);
      return { summary: operations(`${key}.summary`), description: operations(`${key}.description`) };
    },
  };
}

/** @throws when there are no words for it: a document with gaps is not written */
function known<Texts extends object>(name: string, texts: Texts): keyof Texts & string {
  if (!Object.hasOwn(texts, name)) throw new Error(`No words in messages for ${name}`);
  return name as keyof Texts & string;
}

function describe(name: string, operation: ApiOperation, words: Words): OpenApiOperation {
  const { body } = operation;
  const parameters = [...queryParameters(operation, words), ...headerParameters(operation, words)];
  return {
    operationId: name,
    ...words.operation(name),
    security: securityOf(operation),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input', words) } } },
    }),
    responses: responsesOf(operation, words),
  };
}

/** What opens it: one of these. */
function securityOf({ holder, link }: ApiOperation): OpenApiOperation['security'] {
  if (holder === 'none') return [];
  return [{ holder: [] }, ...(link === 'opens' ? [{ link: [] }] : []), ...(holder === 'optional' ? [{}] : [])];
}

function queryParameters({ query }: ApiOperation, words: Words): OpenApiParameter[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input', words);
  return Object.entries(properties).map(([name, { description = '', ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    description,
    schema,
  }));
}

function headerParameters(operation: ApiOperation, words: Words): OpenApiParameter[] {
  const header = (name: string, form: RegExp, word: string, required = false): OpenApiParameter => {
    const schema = { type: 'string', pattern: form.source };
    return { name, in: 'header', required, description: words.field(word), schema };
  };
  return [
    ...(wantsVersion(operation) ? [header(versionHeader, versionForm, 'version', true)] : []),
    // One that opens is told among what opens.
    ...(operation.link === 'names' ? [header(linkHeader, tokenForm, 'linkToken')] : []),
    ...(takesKey(operation) ? [header(keyHeader, keyForm, 'idempotencyKey')] : []),
  ];
}

function responsesOf(operation: ApiOperation, words: Words): Record<string, OpenApiResponse> {
  const { answer, method } = operation;
  const etag = { schema: { type: 'string' } };
  const headers = {
    ...((method === 'GET' || operation.versioned === true) && { ETag: etag }),
    ...(operation.limit !== undefined && limitHeaders),
  };
  const responses: Record<string, OpenApiResponse> = {
    [answer.status]: {
      description: answer.status === 204 ? 'No Content' : answer.status === 201 ? 'Created' : 'OK',
      ...(Object.keys(headers).length > 0 && { headers }),
      ...('json' in answer && { content: { 'application/json': { schema: schemaOf(answer.json, 'output', words) } } }),
      ...('file' in answer && { content: { [answer.file]: { schema: { type: 'string' } } } }),
    },
    ...(method === 'GET' && { 304: { description: 'Not Modified', headers: { ETag: etag } } }),
  };
  for (const [status, names] of problemsByStatus(operation)) {
    responses[status] = {
      description: names.map((name) => `${name}: ${words.problem(name)}`).join('\n\n'),
      ...(names.includes('too-many-requests') && { headers: { ...limitHeaders, 'Retry-After': integer } }),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      'x-problems': names,
    };
  }
  return responses;
}

const text = { schema: { type: 'string' } };
const integer = { schema: { type: 'integer' } };
const limitHeaders = { 'RateLimit-Policy': text, RateLimit: text };

/** What an operation may be refused with, by status. */
function problemsByStatus(operation: ApiOperation): [number, ProblemName[]][] {
  const byStatus = new Map<number, ProblemName[]>();
  for (const name of new Set([...operation.problems, ...commonProblems(operation)])) {
    const status = statusOf(name);
    byStatus.set(status, [...(byStatus.get(status) ?? []), name]);
  }
  return [...byStatus].sort(([a], [b]) => a - b);
}

/**
 * @param io what a caller writes (`input`), or what it is given. Given objects are left open: a member more is no break.
 */
function schemaOf(schema: z.ZodType, io: 'input' | 'output', words: Words): JsonSchema {
  const { $schema: _, ...written } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      const { as, text } = jsonSchema as { as?: object; text?: unknown };
      if (as !== undefined) {
        for (const member of Object.keys(jsonSchema)) delete jsonSchema[member];
        Object.assign(jsonSchema, as);
      }
      delete jsonSchema['text'];
      if (typeof text === 'string') jsonSchema.description = words.field(text);
      if (io === 'output') delete jsonSchema.additionalProperties;
    },
  });
  return written as JsonSchema;
}

const problemSchema: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code'],
        properties: { pointer: { type: 'string' }, parameter: { type: 'string' }, code: { type: 'string' } },
      },
    },
    alternatives: { type: 'array', items: { type: 'object' } },
    triesLeft: { type: 'integer' },
    whyNot: { type: 'string' },
    incidentId: { type: 'string', format: 'uuid' },
  },
};
