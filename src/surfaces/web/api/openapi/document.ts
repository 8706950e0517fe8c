import express from 'express';
import type { Router } from 'express';
import { z } from 'zod';
import type { Translate } from '../../../../messages/translate.ts';
import { localeOfRequest } from '../../../http/locale-of-request.ts';
import type { WebDependencies } from '../../dependencies.ts';
import { operations } from './operations.ts';
import type { Operation } from './operations.ts';
import { problem } from './shapes.ts';

type Json = Record<string, unknown>;

/** `GET /api/openapi.json`: the API's own description (https://spec.openapis.org/oas/v3.1.1), in the reader's language. */
export function openApiRoutes(dependencies: WebDependencies): Router {
  const router = express.Router();
  router.get('/openapi.json', (request, response) => {
    response.json(describeApi(dependencies, dependencies.messages(localeOfRequest(request))));
  });
  return router;
}

/** The description, made of the schemas that validate. */
export function describeApi(dependencies: WebDependencies, t: Translate): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations(dependencies))
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation, t) };
  return {
    openapi: '3.1.1',
    info: { title: 'NOX', version: '1', description: t('openapi.about') },
    servers: [{ url: dependencies.publicUrl }],
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      responses: {
        Refused: {
          description: t('openapi.refused'),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-nox' },
      },
    },
    paths,
  };
}

function describe(
  { method, path, summary, open, body, beside, status, answer }: Operation,
  t: Translate,
): Json {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  return {
    operationId: `${method}${path.replace(/^\/api/, '').replace(/\W+(\w?)/g, (_all, letter: string) => letter.toUpperCase())}`,
    summary: t(summary),
    security: open ? [] : [{ bearer: [] }, { session: [] }],
    ...(names.length > 0
      ? {
          parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
        }
      : {}),
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: withBeside(schemaOf(body, 'input'), beside) } },
          },
        }
      : {}),
    responses: {
      [status]: {
        description: t('openapi.done'),
        ...(answer ? { content: { 'application/json': { schema: schemaOf(answer, 'output') } } } : {}),
      },
      ...Object.fromEntries(
        refusalsOf({ open, body, hasPath: names.length > 0 }).map((code) => [
          code,
          { $ref: '#/components/responses/Refused' },
        ]),
      ),
    },
  };
}

/** The statuses that refusals of an operation are most often answered with, and `default` for the others. */
function refusalsOf(given: {
  readonly open: boolean | undefined;
  readonly body: z.ZodType | undefined;
  readonly hasPath: boolean;
}): readonly string[] {
  return [
    ...(given.body ? ['400'] : []),
    ...(given.open ? [] : ['401', '403']),
    ...(given.hasPath ? ['404'] : []),
    '429',
    'default',
  ];
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return made;
}

/** Adds fields to every object that a body may be. */
function withBeside(schema: Json, beside: z.ZodType | undefined): Json {
  if (!beside) return schema;
  const more = schemaOf(beside, 'input').properties as Json;
  for (const key of ['anyOf', 'oneOf'])
    if (Array.isArray(schema[key]))
      return { ...schema, [key]: (schema[key] as Json[]).map((each) => withBeside(each, beside)) };
  return { ...schema, properties: { ...(schema.properties as Json), ...more } };
}
