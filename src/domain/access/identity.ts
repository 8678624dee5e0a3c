import { type Role, roles } from '../access.ts';
import { shown } from '../quoted.ts';
import type { AccessSettings } from './access-settings.ts';

/** What a provider says of somebody, as it came: nothing in it is to be trusted in shape or size. */
export type Claims = Readonly<Record<string, unknown>>;

/** Somebody whom a provider vouches for. */
export interface Identity {
  /** Names them in the events log: their verified e-mail address, else `oidc:` and the provider's own id. */
  readonly who: string;
  /** What they are called, for people to read. */
  readonly name: string;
  /** Those of their groups that the settings name. */
  readonly groups: readonly string[];
  /** Null for somebody whom no setting lets in. */
  readonly role: Role | null;
}

/** Whoever has no verified address is named by it and the provider's own id. */
const subjectMark = 'oidc:';
const mostGroups = 5_000;
/** What OpenID Connect allows a subject. */
const longest = 255;

/** Reads claims against the settings; null without a subject. */
export function readIdentity(claims: Claims, settings: AccessSettings): Identity | null {
  const subject = textOf(own(claims, 'sub'));
  if (subject === null) return null;
  const email = verifiedEmail(claims);
  const named = groupsNamed(settings);
  const groups = [...new Set(groupsIn(claims, settings.groupsClaim))].filter((one) => named.has(one));
  const called = ['name', 'preferred_username', 'nickname'].map((key) => textOf(own(claims, key)));
  return {
    who: email ?? `${subjectMark}${visibleAscii(subject)}`,
    name: shown(called.find((one) => one !== null) ?? email ?? subject, 80) || 'somebody',
    groups,
    role: roleOf(groups, email, settings),
  };
}

/** The role of somebody who signed in before, by what the settings say now; null: they are not let in any more. */
export function roleNow(
  { who, groups }: Pick<Identity, 'who' | 'groups'>,
  settings: AccessSettings,
): Role | null {
  return roleOf(groups, who.startsWith(subjectMark) ? null : who, settings);
}

/** The highest role that a group or the address gives. */
function roleOf(groups: readonly string[], email: string | null, settings: AccessSettings): Role | null {
  const has = (role: Role) =>
    settings.roles[role].some(
      (one) => groups.includes(one) || (email !== null && one.toLowerCase() === email),
    );
  const given = roles.toReversed().find(has);
  if (given !== undefined) return given;
  return settings.defaultRole === 'none' ? null : settings.defaultRole;
}

/** Every group that the settings speak of. */
function groupsNamed({ roles: given, confidential }: AccessSettings): ReadonlySet<string> {
  return new Set([...Object.values(given).flat(), ...Object.values(confidential).flat()]);
}

/** The claim of this very name, else what the dots in it lead to: some names are addresses with dots in them. */
function groupsIn(claims: Claims, name: string): readonly string[] {
  const found = own(claims, name) ?? name.split('.').reduce<unknown>(own, claims);
  const list = Array.isArray(found) ? found.slice(0, mostGroups) : [found];
  return list.flatMap((one) => textOf(one) ?? []);
}

/** An address that its owner only claims to have would let anybody be anybody. */
function verifiedEmail(claims: Claims): string | null {
  const email = textOf(own(claims, 'email'))?.toLowerCase() ?? null;
  return own(claims, 'email_verified') === true && email?.includes('@') ? visibleAscii(email) : null;
}

/** Two that look alike stay two. */
function visibleAscii(text: string): string {
  return /^[!-~]+$/.test(text)
    ? text
    : encodeURIComponent(text.replace(/\p{Surrogate}/gu, '')).replace('%40', '@');
}

function own(of: unknown, key: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, key)
    ? (of as Record<string, unknown>)[key]
    : undefined;
}

function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text.length > 0 && text.length <= longest ? text : null;
}
