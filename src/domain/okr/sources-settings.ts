import { z } from 'zod';

/** A host, with a port or without, or `*.` and a domain. Addresses of version 6 stand in brackets. */
export const sourceHost = z
  .string()
  .trim()
  .max(260)
  .regex(
    /^(?:\*\.)?(?:[A-Za-z0-9._-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?$/,
    'expected a host such as metrics.example.com, with a port (metrics.example.com:9090) or as *.example.com',
  );

/** Which other systems key results may be measured by, and how patiently they are asked. */
export const sourcesSettings = z
  .strictObject({
    /** Asked at public addresses only. */
    hosts: z.array(sourceHost).max(200).default([]),
    /** May also be asked on this machine or in a private network. */
    privateHosts: z.array(sourceHost).max(200).default([]),
    /** Which secrets sources may use, by the name that they use, and the hosts that each may be sent to; no other is sent. */
    secrets: z.record(z.string().trim().min(1).max(80), z.array(sourceHost).min(1).max(200)).default({}),
    timeoutSeconds: z.number().min(0.1).max(60).default(10),
    maxKilobytes: z.int().min(1).max(10_240).default(256),
    maxRedirects: z.int().min(0).max(10).default(3),
    /** How often a source is asked that says nothing of it. */
    everyHours: z.number().min(0.1).max(720).default(24),
    /** How soon one that failed is asked again; after each further failure it waits twice as long, up to its schedule. */
    retryMinutes: z.number().min(1).max(1_440).default(15),
    /** How often the issues of a JQL or filter are looked for. */
    queryEveryMinutes: z.number().min(1).max(10_080).default(30),
    /** A JQL or filter that finds more than these is not followed: it is no link any more. */
    maxIssues: z.int().min(1).max(100_000).default(10_000),
  })
  .prefault({});

export type SourcesSettings = z.infer<typeof sourcesSettings>;
