import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tracker, TrackerFields } from '../../src/domain/ports.ts';
import { fieldOptions } from '../../src/domain/write-back/field-options.ts';
import type { FieldChange, FieldValue, SyncedField } from '../../src/domain/write-back/fields.ts';
import { sameValue } from '../../src/domain/write-back/same-value.ts';

/** Fields that every tracker can hold, with the values of `fieldOptions`. */
export const contractFields = ['size', 'value', 'difficulty', 'framing'] as const satisfies SyncedField[];
export type ContractField = (typeof contractFields)[number];

/** A tracker that is set up for `contractFields`, with one issue in it on which they are empty. */
export interface FieldsBench {
  readonly tracker: Tracker & TrackerFields;
  readonly issue: { readonly id: string; readonly key: string };
  /** Makes so many further issues in the same project; answers their ids. */
  addIssues(count: number): string[];
  setAsPerson(field: ContractField, value: string | null): void;
  deleteIssue(): void;
  /** How many calls the tracker has had. */
  calls(): number;
  close(): Promise<void>;
}

const change = (field: SyncedField, to: FieldValue, from: FieldValue = null): FieldChange => ({
  field,
  from,
  to,
});

/** What write-back relies on, whichever tracker it is. */
export function trackerFieldsContract(name: string, setUp: () => Promise<FieldsBench>): void {
  describe(`${name}, as a keeper of fields`, () => {
    let bench: FieldsBench;
    let tracker: FieldsBench['tracker'];
    let id: string;

    beforeEach(async () => {
      bench = await setUp();
      tracker = bench.tracker;
      id = bench.issue.id;
    });
    afterEach(() => bench.close());

    const fieldsOf = async (issueId = id) => (await tracker.fetchIssue(issueId))?.fields ?? {};

    it('tells which fields can be written, empty ones as null', async () => {
      const { fields = {}, fieldProblems } = (await tracker.fetchIssue(id)) ?? {};
      for (const field of contractFields) expect(fields[field], field).toBeNull();
      expect(fieldProblems).toEqual([]);
    });

    it('looks at an issue in one call, once it knows the project', async () => {
      await tracker.fetchIssue(id);
      const [another = ''] = bench.addIssues(1);
      const before = bench.calls();
      expect(await fieldsOf()).toMatchObject({ size: null });
      expect(await fieldsOf(another)).toMatchObject({ size: null });
      expect(bench.calls() - before).toBe(2);
    });

    it('reads back every value that it can write', async () => {
      for (const field of contractFields) {
        for (const option of fieldOptions[field] ?? []) {
          expect(await tracker.writeFields(id, [change(field, option)])).toEqual([]);
          const read = (await fieldsOf())[field] ?? null;
          expect(sameValue(read, option), `${field}: ${option} was read as ${read}`).toBe(true);
        }
      }
    });

    it('writes several fields, and leaves the others as people set them', async () => {
      bench.setAsPerson('difficulty', 'senior');
      await tracker.writeFields(id, [change('size', 'meso'), change('framing', 'need')]);
      const fields = await fieldsOf();
      expect(sameValue(fields.size ?? null, 'meso')).toBe(true);
      expect(sameValue(fields.framing ?? null, 'need')).toBe(true);
      expect(sameValue(fields.difficulty ?? null, 'senior')).toBe(true);
      expect(fields.value).toBeNull();
    });

    it('empties a field', async () => {
      await tracker.writeFields(id, [change('size', 'meso')]);
      expect(await tracker.writeFields(id, [change('size', null, 'meso')])).toEqual([]);
      expect((await fieldsOf()).size).toBeNull();
    });

    it('sees what a person sets and clears', async () => {
      bench.setAsPerson('size', 'macro');
      expect(sameValue((await fieldsOf()).size ?? null, 'macro')).toBe(true);
      bench.setAsPerson('size', null);
      expect((await fieldsOf()).size).toBeNull();
    });

    it('may be told the same twice', async () => {
      await tracker.writeFields(id, [change('size', 'micro')]);
      expect(await tracker.writeFields(id, [change('size', 'micro', 'micro')])).toEqual([]);
      expect(sameValue((await fieldsOf()).size ?? null, 'micro')).toBe(true);
    });

    it('says what it would not take, and writes the rest', async () => {
      const problems = await tracker.writeFields(id, [
        change('size', 'gigantic'),
        change('framing', 'hypothesis'),
      ]);
      expect(problems).toEqual([
        {
          project: bench.issue.key.replace(/-\d+$/, ''),
          field: 'size',
          message: expect.stringMatching(/gigantic/),
          remedy: expect.stringMatching(/./),
        },
      ]);
      const fields = await fieldsOf();
      expect(fields.size).toBeNull();
      expect(sameValue(fields.framing ?? null, 'hypothesis')).toBe(true);
    });

    it('cannot write on an issue that is gone', async () => {
      bench.deleteIssue();
      await expect(tracker.writeFields(id, [change('size', 'meso')])).rejects.toMatchObject({
        name: 'TrackerError',
        kind: 'not-found',
      });
    });

    it('writes one value to many issues, and says which are gone', async () => {
      if (!tracker.writeFieldOfMany) return;
      const ids = bench.addIssues(5);
      bench.deleteIssue();
      expect(await tracker.writeFieldOfMany([...ids, id], change('value', 'revenue'))).toEqual([id]);
      for (const one of ids) {
        expect(sameValue((await fieldsOf(one)).value ?? null, 'revenue')).toBe(true);
      }
    });
  });
}
