import { z } from 'zod';
import { projectName } from './project-name.ts';

const entry = z.string().trim().min(1).max(200);
const entries = z.array(entry).max(500).default([]);

/** Who may see and do what. It holds for the whole installation. */
export const accessSettings = z
  .strictObject({
    /** Whether the administrator's token opens the pages where people sign in with OpenID Connect. */
    adminTokenSignsIn: z.boolean().default(true),
    /** What the button says after "Sign in with". */
    signInName: z.string().trim().min(1).max(60).default('your company account'),
    /** What the provider is asked for; it always includes `openid`. */
    scopes: z
      .array(z.string().regex(/^[!#-[\]-~]{1,100}$/, 'expected the name of a scope'))
      .max(20)
      .default(['openid', 'profile', 'email']),
    /** The claim that lists somebody's groups; dots lead into nested ones. */
    groupsClaim: z.string().trim().min(1).max(200).default('groups'),
    /** Who has which role: names of groups, and e-mail addresses that the provider has verified. */
    roles: z.strictObject({ viewer: entries, editor: entries, admin: entries }).prefault({}),
    /** The role of whoever is in none of these lists; `none` lets them not in. */
    defaultRole: z.enum(['none', 'viewer', 'editor']).default('none'),
    /** Projects that only these groups may see, by `jira:SHOP`; administrators see all. */
    confidential: z.record(projectName, z.array(entry).max(100)).default({}),
  })
  .prefault({});

export type AccessSettings = z.infer<typeof accessSettings>;
