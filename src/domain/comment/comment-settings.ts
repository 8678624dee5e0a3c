import { z } from 'zod';

/** When a comment is written and how much it says. */
export const commentSettings = z
  .strictObject({
    /** False: no comments here, and one that is there goes. */
    enabled: z.boolean().default(true),
    /** The label by which a person turns the comment off for one issue. */
    offLabel: z.string().trim().min(1).max(100).default('waymark-off'),
    /** A recipe is spoken of in a comment from this confidence on. */
    minConfidence: z.number().min(0).max(1).default(0.82),
    /** A comment that is there keeps speaking of it until the confidence falls by more than this. */
    confidenceMargin: z.number().min(0).max(1).default(0.1),
    /** So many further findings are mentioned besides those that opened the comment. */
    maxFindings: z.int().min(0).max(5).default(2),
    /** The longest quote, in characters. */
    maxQuote: z.int().min(20).max(300).default(90),
  })
  .prefault({});

export type CommentSettings = z.infer<typeof commentSettings>;
