import type { FastifyRequest } from 'fastify';

/** A field of a form; empty when it is missing or came twice. */
export function fieldOf(request: FastifyRequest, name: string): string {
  const { body } = request;
  if (typeof body !== 'object' || body === null) return '';
  const value: unknown = Object.entries(body).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}
