/** Who speaks in "I want". */
export const PRONOUNS: ReadonlySet<string> = new Set("i we i'd we'd i'm we're i'll we'll they".split(' '));

/** What may follow the speaker. */
export const MODALS: ReadonlySet<string> = new Set(
  "want wants need needs would can could should must like wish expect expects am have prefer desire do don't shall may will can't cannot still often also really love switch refer".split(
    ' ',
  ),
);

/** Where a role ends. */
export const ROLE_STOPS: ReadonlySet<string> = new Set(
  "who that which whose in on at when while with using working interested i we i'd i'm we'd as or whenever often sometimes usually always and not is are gets get has where from wanting trying looking for without it my want wants need needs can should would inside via".split(
    ' ',
  ),
);

/** "As a result", "as part of": no role follows. */
export const NOT_A_ROLE: ReadonlySet<string> = new Set(
  'result consequence follow-up followup follow workaround replacement part side whole reference temporary starting first minimum test general rule prerequisite bonus last fallback default quick note reminder matter soon far long well you it this that discussed mentioned noted per of usual described expected shown such possible in for much many opposed there is we i they stated seen above below explained defined suggested if though no good final json string single separate simple step step-by-step proof basis base percentage way means example'.split(
    ' ',
  ),
);

/** What opens a clause after a bare "so". */
export const SUBJECTS: ReadonlySet<string> = new Set(
  'it you he she users people others the my our their anyone everyone customers this there no all each'.split(
    ' ',
  ),
);

/** Verbs that make "to …" a reason. */
export const AVOIDING: ReadonlySet<string> = new Set(
  'avoid prevent ensure reduce improve minimize minimise save simplify facilitate protect increase'.split(
    ' ',
  ),
);

/** Verbs that make ", which …" a reason. */
export const MEANING: ReadonlySet<string> = new Set(
  'means makes causes leads results allows enables prevents would will helps'.split(' '),
);
