import type { FastifyRequest } from 'fastify';

/** A part of the address after the question mark; empty when it is missing or came twice. */
export function queryOf(request: FastifyRequest, name: string): string {
  const { query } = request;
  if (typeof query !== 'object' || query === null) return '';
  const value: unknown = Object.entries(query).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}
