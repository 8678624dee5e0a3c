import { readStatement } from '../statement-values.ts';
import type { LintRule } from './lint-rule.ts';
import { phraseIn } from './phrases.ts';

const vanity =
  /\b(?:page ?views?|impressions|followers|likes|retweets|tweets|mentions|hits|downloads|(?:github )?stars|(?:social media )?reach in|social media reach|(?:video |blog )?views|(?:site |website |page |monthly |unique )?(?:visits|visitors)|(?:total |registered |new )?sign-?ups|registered users|total users|subscribers|attendees|press coverage|media story|posts? hits?|lines of code|story points|velocity|commits|traffic)\b/i;

/** A share or a rate of a count says something; the count alone only grows. */
const tied =
  /\b(?:conversion|converted|retention|retained|active|activation|[mwd]au|churn|per (?:user|visit|customer|week)|of (?:visitors|users|sign-?ups)|rate|ratio|latency|availability|errors?|cost)\b|%/i;

const growing = /\b(?:maximi[sz]e|increase|grow|boost|double|triple|raise|get|gain|reach|more)\b/i;

export const vanityMetric: LintRule = {
  id: 'vanity-metric',
  check(goal) {
    if (goal.kind !== 'key-result') return null;
    if (goal.target?.unit.kind === 'percent' || phraseIn(goal.statement, tied) !== null) return null;
    const found = phraseIn(goal.statement, vanity);
    if (found === null) return null;
    const counted = goal.target !== null || readStatement(goal.statement).values.length > 0;
    if (!counted && phraseIn(goal.statement, growing) === null) return null;
    return {
      severity: 'warning',
      message: `“${found.text}” can grow while nobody is better off.`,
      evidence: found.text,
      suggestion: `Measure what people do next: “share of ${found.text.toLowerCase().replace(/s?$/, 's')} that lead to [the act you want], from [start]% to [target]%”.`,
    };
  },
};
