// Answer a table of expressions with feelin: node answers.mjs TABLE.json prints one JSON list.
// A row with a `cell` is a cell of a decision table, tried on its `input`.
// A date, time or duration is written {"@": "ISO text"}, a range {"range": "[1..5]"}, a failure {"error": "..."}.

import { readFileSync } from 'node:fs';
import { evaluate, unaryTest } from 'feelin';

const TEMPORAL = new Set(['FeelDate', 'FeelTime', 'FeelDateTime', 'FeelDuration']);

function encode(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' && !Number.isFinite(value)) return { error: String(value) };
  if (Array.isArray(value)) return value.map(encode);
  if (typeof value !== 'object') return value;
  const kind = value.constructor.name;
  if (TEMPORAL.has(kind)) return { '@': value.toString() };
  if (kind === 'FeelRange') return { range: value.toString() };
  return Object.fromEntries(Object.entries(value).map(([ key, entry ]) => [ key, encode(entry) ]));
}

function decode(value) {
  if (Array.isArray(value)) return value.map(decode);
  if (value === null || typeof value !== 'object') return value;
  if ('@' in value) return evaluate(`@"${value['@']}"`).value;
  return Object.fromEntries(Object.entries(value).map(([ key, entry ]) => [ key, decode(entry) ]));
}

function answer({ expression, cell, input, context }) {
  try {
    if (cell) return encode(unaryTest(cell, { ...decode(context ?? {}), '?': decode(input ?? null) }).value);
    return encode(evaluate(expression, decode(context ?? {})).value);
  } catch (error) {
    return { error: error.message };
  }
}

const table = JSON.parse(readFileSync(process.argv[2], 'utf8'));
process.stdout.write(JSON.stringify(table.map(answer)));
