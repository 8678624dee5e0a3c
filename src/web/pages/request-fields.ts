import type { FastifyRequest } from 'fastify';

/**
 * A field of a form; empty when it is missing or came twice. Browsers count the end of a line as one character and send
 * two: it is one here.
 */
export const fieldOf = ({ body }: FastifyRequest, name: string): string =>
  textOf(body, name).replaceAll('\r\n', '\n');

/** A part of the address after the question mark; empty when it is missing or came twice. */
export const queryOf = ({ query }: FastifyRequest, name: string): string => textOf(query, name);

/** A part of the path, of no more than 200 characters: longer ones meet no route. */
export const paramOf = ({ params }: FastifyRequest, name: string): string => textOf(params, name);

function textOf(fields: unknown, name: string): string {
  if (typeof fields !== 'object' || fields === null) return '';
  const value: unknown = Object.entries(fields).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}
