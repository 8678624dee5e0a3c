import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIdentity } from '../../../../src/domain/access/identity.ts';
import { defaultSettings } from '../../../../src/domain/settings.ts';

const settings = {
  ...defaultSettings.access,
  roles: { viewer: ['everybody'], editor: ['product'], admin: ['platform', 'Ada@Example.com'] },
  confidential: { 'jira:HR': ['people'] },
};

describe('who somebody is', () => {
  test('is their verified address, else the id that the provider gives them', () => {
    const claims = { sub: 'u-1', email: 'Ada@example.com', email_verified: true };
    expect(readIdentity(claims, settings)).toMatchObject({ who: 'ada@example.com', role: 'admin' });
    expect(readIdentity({ ...claims, email_verified: 1 }, settings)).toMatchObject({
      who: 'oidc:u-1',
      role: null,
    });
    expect(readIdentity({ ...claims, email_verified: undefined }, settings)?.role).toBeNull();
  });

  test('never reads as somebody else who looks the same', () => {
    const who = (sub: string) => readIdentity({ sub }, settings)?.who;
    expect(who('admin-token')).toBe('oidc:admin-token');
    expect(who('mara')).not.toBe(who('m\u0430ra'));
    expect(who('mara')).not.toBe(who('mara\u200B'));
    expect(who('mara\nadmin')).toMatch(/^[!-~]+$/);
  });

  test('needs an id', () => {
    for (const sub of [undefined, null, 7, '', ' ', {}, ['u-1'], 'x'.repeat(256)]) {
      expect(readIdentity({ sub, email: 'ada@example.com', email_verified: true }, settings)).toBeNull();
    }
  });

  test('keeps of all groups those that the settings name', () => {
    const groups = ['people', 'product', 'chess', 'people'];
    expect(readIdentity({ sub: 'u', groups }, settings)?.groups).toEqual(['people', 'product']);
  });

  test('is found under claims whose names are addresses, and in nested ones', () => {
    const at = (groupsClaim: string, claims: object) =>
      readIdentity({ sub: 'u', ...claims }, { ...settings, groupsClaim })?.role;
    expect(at('https://example.com/groups', { 'https://example.com/groups': ['product'] })).toBe('editor');
    expect(at('realm_access.roles', { realm_access: { roles: ['product'] } })).toBe('editor');
    expect(at('realm_access.roles', { realm_access: 'product' })).toBeNull();
    expect(at('__proto__.x', {})).toBeNull();
    expect(at('constructor', {})).toBeNull();
  });

  test('is something harmless whatever a provider says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.string({ minLength: 1 }), (claims, sub) => {
        const identity = readIdentity({ ...claims, sub }, settings);
        if (identity === null) return;
        expect(identity.who).toMatch(/^oidc:[!-~]+$|@/);
        expect(identity.name.length).toBeLessThanOrEqual(80);
        expect(identity.name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});
