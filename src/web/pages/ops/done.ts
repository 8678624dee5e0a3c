/** What became of what somebody asked for; the code stands in the address. */
export const doneWords = {
  replayed: { kind: 'good', words: 'The delivery goes through again: its issue is being reviewed.' },
  'not-replayed': {
    kind: 'bad',
    words: 'There is no such delivery, or it is about no issue: nothing was done.',
  },
  retried: { kind: 'good', words: 'The job is asked for anew, with all its tries.' },
  'retried-all': { kind: 'good', words: 'All failed jobs of the queue are asked for anew.' },
  'not-retried': { kind: 'bad', words: 'That job is not there any more: nothing was done.' },
  resumed: { kind: 'good', words: 'Waymark writes on the issue again: it is being reviewed.' },
  'not-resumed': { kind: 'bad', words: 'Nothing keeps Waymark from writing there any more.' },
  enabled: { kind: 'good', words: 'The subscriber is called again, from where it stopped.' },
  'sent-again': { kind: 'good', words: 'What is behind that position is sent again, under the same ids.' },
  tested: { kind: 'good', words: 'The subscriber took the test message.' },
  'not-tested': {
    kind: 'bad',
    words: 'The subscriber did not take the test message. Look at what it answers, and at its address.',
  },
  unknown: { kind: 'bad', words: 'There is no such subscriber: nothing was done.' },
  'no-position': { kind: 'bad', words: 'Give a position: a whole number from 0.' },
} as const satisfies Record<string, { kind: 'good' | 'bad'; words: string }>;

export type DoneCode = keyof typeof doneWords;
export const doneCodes = Object.keys(doneWords) as [DoneCode, ...DoneCode[]];
