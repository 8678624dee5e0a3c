import { z } from 'zod';

/** What people may tell Waymark in comments. */
export const commandsSettings = z
  .strictObject({
    /** False: comments are not read for commands here. */
    enabled: z.boolean().default(true),
  })
  .prefault({});

export type CommandsSettings = z.infer<typeof commandsSettings>;
