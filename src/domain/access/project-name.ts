import { z } from 'zod';
import { trackerNames } from '../issue.ts';

/** A project as settings name it: `jira:SHOP`. */
export const projectName = z
  .string()
  .regex(
    new RegExp(`^(?:${trackerNames.join('|')}):[A-Za-z0-9_]{1,50}$`),
    `expected ${trackerNames.join(' or ')} with a key, as jira:SHOP`,
  );
