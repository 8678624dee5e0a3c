/** How people name work, its objects and its makers. */
export const TASK = {
  chore: [
    'add|adding',
    'implement%|implementation',
    'create|creating',
    'update|updating',
    'upgrade%|bump|bumping',
    'remove|removing|delete|deleting|drop',
    'refactor%',
    'rename|renaming',
    'move|moving|extract|extracting|split',
    'migrate|migrating|migration',
    'write|writing|rewrite|document|documentation|documenting',
    'set up',
    'setup|configure|install|deploy|provision',
    'clean|cleanup',
    'replace|replacing|convert|switch|change|changing|swap',
    'release|prepare|publish',
    'build|develop|introduce|define|design',
    'translate|port|porting',
    'unit tests|test',
    'tests|test|testing',
  ],
  access: [
    'see|view|find|search|know|understand|learn|get|read|browse|compare|track|monitor|manage|edit|access|share|download|upload|export|import|filter|sort|schedule|report|notify|receive',
  ],
  uiNoun: [
    'button|buttons|checkbox|checkboxes|dropdown|dropdowns|icon|icons|banner|banners|popup|pop-up|modal|dialog|tab|tabs|menu|toolbar|tooltip|tooltips|sidebar|header|footer|navbar|link|links|page|pages|screen|widget|label|labels|column|columns|field|fields|form|forms|panel|snackbar|toast|radio|toggle|wizard|landing page|layout|font|fonts|color|colors|colour|colours|placeholder|breadcrumb|avatar|logo|badge|mockup|wireframe',
  ],
  techNoun: [
    'api|apis|endpoint|endpoints|class|classes|method|methods|function|functions|module|modules|library|libraries|package|packages|dependency|dependencies|plugin|plugins|schema|table|index|indexes|database|db|interface|interfaces|component|components|service|services|config|configuration|parameter|parameters|property|properties|flag|flags|variable|variables|enum|constant|constants|reducer|hook|hooks|middleware|worker|job|cron|cronjob|docker|image|script|scripts|pipeline|ci|repo|repository|branch|jar|gem|header|payload|json|xml|yaml|protobuf|protobufs|struct|structs|type|types|namespace|constructor|listener|handler|controller|template|test|tests|spec|specs|unit|integration|e2e|makefile|build|compiler|runtime|sdk|cli|server|node|cluster|feature flag',
  ],
  docNoun: [
    'documentation|docs|doc|readme|changelog|wiki|guide|handbook|manual|tutorial|blog|article|post|diagram|spec|specification|charter|page|report|template|release notes|presentation|webinar|video',
  ],
  investigate: [
    'investigate|investigation|research|spike|explore|evaluate|assess|analyse|analyze|analysis|study|feasibility|poc|prototype|discovery|review|audit|check if|whether',
  ],
  meeting: [
    'meeting|workshop|schedule|kickoff|kick-off|retrospective|onboarding|deep dive|deep dives|sync|interview|interviews|session',
    'release manager',
    'track progress',
    'tracks|track|tracking the|progress',
  ],
  vagueTask: [
    'this ticket|issue|task|tracks',
    'this is to|for',
    'involves',
    'the idea of',
    'similar to',
    'same as',
    'as discussed|per',
    'follow up',
    'follow-up',
    'relates to',
    'part of',
    'see',
    'as usual',
  ],
  roleInternal: [
    'po|qa|tester|pm|product owner|product manager|scrum master|our team|our developer|our developers|team member|contributor|contributors|maintainer|maintainers|sre|designer|ui designer|developers',
  ],
} as const;
