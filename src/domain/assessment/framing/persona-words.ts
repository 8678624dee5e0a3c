/** Words for people who could have a need. */
export const PEOPLE: ReadonlySet<string> = new Set(
  'user users customer customers visitor visitors developer developers admin admins administrator administrators operators people student students teacher teachers volunteer volunteers player players contributor contributors maintainer maintainers members researcher researchers analyst analysts designers engineers tester testers reps rep shopper shoppers buyer buyers seller sellers merchant merchants patient patients doctor doctors nurse nurses parent parents guests subscriber subscribers employee employees reviewer reviewers moderator moderators supervisors trainers passenger passengers tenant tenants landlord landlords citizen citizens applicant applicants sre sres scientist scientists sysadmin sysadmins stakeholder stakeholders'.split(
    ' ',
  ),
);

/** What may follow a person; in front of another noun the same words name a thing: "user interface". */
export const AFTER_PERSON: ReadonlySet<string> = new Set(
  "is are was were be can could will would shall should may might must who whose to with without has have had on in at for from when while want wants need needs prefer struggle do does did don't doesn't didn't can't cannot won't of that as and or by about into if then not never also only still get gets got see sees know understand wait waits waiting lose loses forget forgets leave leaves miss misses spend spends stop stops feel think believe knows expect expects report reports reported reporting use uses using try tries click clicks choose chooses select selects create creates install installs upgrade upgrades update updates enter enters open opens run runs go goes find finds upload uploads download downloads sign signs log logs make makes reach reaches receive receives set sets specify specifies specified reading land lands like likes just often already still currently now so after before during because since start starts switch switches visit visits come comes call calls ask asks complain complains complained experience subscribe subscribes comment comments making seeing getting having trying being click complete completes encounter encounters marks mark has's than instead per reacts react buy buys purchase purchases pay pays hit hits but working interested via".split(
    ' ',
  ),
);

/** What may stand in front of the word and belongs to the role. */
export const BEFORE_PERSON: ReadonlySet<string> = new Set(
  'new existing occasional returning registered newly-registered on-call anonymous first-time premium free paid mobile web internal external power end regular logged-in logged authenticated active admin business potential prospective experienced casual frequent remote desktop online authorized other system site network database cluster backend frontend app product project account support sales premium'.split(
    ' ',
  ),
);

/** Whose "team" is somebody with a need. */
export const TEAMS: ReadonlySet<string> = new Set(
  'support sales account finance marketing legal operations desk billing content editorial security data research service success hr'.split(
    ' ',
  ),
);
