import { z } from 'zod';
import { sourceHost } from '../okr/sources-settings.ts';

/** Who is told of events, and how patiently. It holds for the whole installation. */
export const eventsSettings = z
  .strictObject({
    stream: z
      .strictObject({
        /** Connections that one process keeps open. */
        maxConnections: z.int().min(1).max(10_000).default(200),
        heartbeatSeconds: z.number().min(1).max(50).default(15),
      })
      .prefault({}),
    webhooks: z
      .strictObject({
        /** The only hosts that subscribers may be at; empty: any that is public. */
        hosts: z.array(sourceHost).max(200).default([]),
        /** May also be on this machine or in a private network, and be reached without encryption. */
        privateHosts: z.array(sourceHost).max(200).default([]),
        timeoutSeconds: z.number().min(0.1).max(30).default(10),
        /** The wait after the first failure; each further one doubles it. */
        retrySeconds: z.number().min(0.01).max(3600).default(5),
        longestRetryMinutes: z.number().min(0.01).max(1440).default(60),
        /** A subscriber that takes nothing for so long, while it is tried, is switched off. */
        disableAfterHours: z.number().min(0.001).max(8760).default(72),
      })
      .prefault({}),
  })
  .prefault({});

export type EventsSettings = z.infer<typeof eventsSettings>;
