import { z } from 'zod';
import {
  missionDifficulties,
  missionDues,
  missionPriorities,
  missionSizes,
  missionValues,
} from './mission.ts';
import { difficultyWords, dueWords, priorityWords, sizeWords, valueWords, yesNoWords } from './words.ts';

const word = z.string().trim().min(1).max(100);
const wordList = (defaults: readonly string[]) =>
  z
    .array(word)
    .max(200)
    .default([...defaults]);

interface Places {
  readonly customFields: readonly string[];
  readonly labelGroups: readonly string[];
  readonly headings: readonly string[];
}

/** Where to look for a field that is answered in free words. */
function textField(places: Places) {
  return z
    .strictObject({
      customFields: wordList(places.customFields),
      labelGroups: wordList(places.labelGroups),
      labels: z.record(word, word).default({}),
      headings: wordList(places.headings),
    })
    .prefault({});
}

/** Where to look for a field that has a closed set of answers, and the words that stand for each answer. */
function closedField<V extends string | boolean>(
  answer: z.ZodType<V>,
  places: Places,
  words: Readonly<Record<string, V>>,
) {
  return z
    .strictObject({
      customFields: wordList(places.customFields),
      labelGroups: wordList(places.labelGroups),
      labels: z.record(word, answer).default({}),
      headings: wordList(places.headings),
      words: z.record(word, answer).default({ ...words }),
    })
    .prefault({});
}

const fields = z
  .strictObject({
    size: closedField(
      z.enum(missionSizes),
      {
        customFields: ['Mission size', 'Size'],
        labelGroups: ['mission size', 'size'],
        headings: ['Mission size', 'Size'],
      },
      sizeWords,
    ),
    name: textField({ customFields: ['Mission name'], labelGroups: [], headings: ['Mission name'] }),
    problem: textField({
      customFields: ['Mission problem', 'Problem', 'Problem statement'],
      labelGroups: [],
      headings: [
        ...['Problem', 'The problem', 'Problem statement', 'Problem description', 'Mission problem'],
        ...[
          'Pain',
          'Pain point',
          'Pain points',
          'What goes wrong',
          'What is the problem',
          "What's the problem",
        ],
        ...['What problem does this solve', 'What problem are we solving', 'Problem to solve'],
        ...['Is your feature request related to a problem', 'Actual behavior', 'Actual behaviour'],
        ...['Problemstellung', 'Problembeschreibung', 'Das Problem', 'Problem heute'],
        ...['Problème', 'Le problème', 'Problématique', 'Description du problème'],
        ...['Problema', 'El problema', 'Planteamiento del problema', 'Descripción del problema'],
      ],
    }),
    persona: textField({
      customFields: ['Mission persona', 'Persona', 'Personas', 'Target user', 'Target audience'],
      labelGroups: ['mission persona', 'persona'],
      headings: [
        ...['Persona', 'Personas', 'Mission persona', 'Who', 'For whom', 'Who is it for', 'Who is this for'],
        ...['Target user', 'Target users', 'Target audience', 'Audience', 'Who benefits', 'Who needs it'],
        ...['Zielgruppe', 'Für wen', 'Wer profitiert', 'Zielperson', 'Zielnutzer'],
        ...['Pour qui', 'Utilisateur cible', 'Utilisateurs cibles', 'Public cible'],
        ...['Para quién', 'Usuario objetivo', 'Usuarios objetivo', 'Público objetivo'],
      ],
    }),
    buildTestIterate: closedField(
      z.boolean(),
      {
        customFields: [
          'Build–test–iterate',
          'Build, test, iterate',
          'Build test iterate',
          'Can it be built, tested and iterated',
        ],
        labelGroups: ['build test iterate'],
        headings: [
          'Build, test, iterate',
          'Build test iterate',
          'Build/test/iterate',
          'Can it be built, tested and iterated',
        ],
      },
      yesNoWords,
    ),
    value: closedField(
      z.enum(missionValues),
      {
        customFields: ['Mission value', 'Value', 'Business value'],
        labelGroups: ['mission value', 'value'],
        headings: [
          ...['Value', 'Mission value', 'Business value', 'Business case', 'Benefit', 'Benefits', 'Why'],
          ...['Why is this important', 'Why does it matter', 'Why is it valuable'],
          ...['Wert', 'Nutzen', 'Mehrwert', 'Geschäftswert', 'Warum'],
          ...['Valeur', 'Valeur métier', 'Valeur ajoutée', 'Bénéfice', 'Bénéfices', 'Pourquoi'],
          ...['Valor', 'Valor de negocio', 'Beneficio', 'Beneficios', 'Por qué'],
        ],
      },
      valueWords,
    ),
    due: closedField(
      z.enum(missionDues),
      {
        customFields: ['Mission due', 'Due'],
        labelGroups: ['mission due', 'due'],
        headings: ['Mission due', 'Due', 'Due date', 'Deadline', 'Fällig', 'Échéance', 'Fecha límite'],
      },
      dueWords,
    ),
    priority: closedField(
      z.enum(missionPriorities),
      {
        customFields: ['Mission priority'],
        labelGroups: ['mission priority', 'priority'],
        headings: ['Mission priority', 'Priority', 'Priorität', 'Priorité', 'Prioridad'],
      },
      priorityWords,
    ),
    difficulty: closedField(
      z.enum(missionDifficulties),
      {
        customFields: ['Mission difficulty', 'Difficulty'],
        labelGroups: ['mission difficulty', 'difficulty'],
        headings: ['Mission difficulty', 'Difficulty', 'Schwierigkeit', 'Difficulté', 'Dificultad'],
      },
      difficultyWords,
    ),
  })
  .prefault({});

const size = z.enum(missionSizes);
const days = z.int().min(1).max(3660);

/** How an issue is read as a mission: where each of the nine fields is looked for, and the few rules of thumb. */
export const missionSettings = z
  .strictObject({
    fields,
    /** The size of an issue whose size nobody has given. */
    defaultSize: z
      .strictObject({
        epic: size.default('macro'),
        story: size.default('meso'),
        bug: size.default('micro'),
        task: size.default('micro'),
        'sub-task': size.default('micro'),
      })
      .prefault({}),
    /** A due date is `sprint`, `month` or `quarter` when it is at most so many days ahead, else `year`. */
    due: z
      .strictObject({
        sprintDays: days.default(14),
        monthDays: days.default(31),
        quarterDays: days.default(92),
      })
      .prefault({}),
    /** The largest estimate that still makes a junior or an intermediate mission; more is senior. */
    difficulty: z
      .strictObject({
        juniorUpTo: z.number().min(0).default(2),
        intermediateUpTo: z.number().min(0).default(5),
      })
      .prefault({}),
    /** The value read from prose counts from this confidence on. */
    minValueConfidence: z.number().min(0).max(1).default(0.5),
  })
  .prefault({});

export type MissionSettings = z.infer<typeof missionSettings>;
export type TextFieldSettings = MissionSettings['fields']['persona'];

/** What `words` and `labels` lead to. */
export interface ClosedFieldSettings<V extends string | boolean> {
  readonly customFields: readonly string[];
  readonly labelGroups: readonly string[];
  readonly labels: Readonly<Record<string, V>>;
  readonly headings: readonly string[];
  readonly words: Readonly<Record<string, V>>;
}
