import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { validateXML } from "xmllint-wasm";

/*
 * Strict schemas of what the formats require, written from their specifications: SARIF 2.1.0 (OASIS) with the limits
 * of GitHub's "SARIF support for code scanning", GitLab's "Code quality report format", and reviewdog.proto.
 */

const text = { type: "string", minLength: 1 };
const natural = { type: "integer", minimum: 1 };
const closed = (properties: Record<string, unknown>, optional: readonly string[] = []) => ({
  type: "object",
  additionalProperties: false,
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const list = (items: unknown, more = {}) => ({ type: "array", items, ...more });

const message = closed({ text });
const artifactLocation = closed(
  { uri: { type: "string", format: "uri-reference", minLength: 1 }, uriBaseId: { const: "%SRCROOT%" } },
  ["uriBaseId"],
);
const location = (region: unknown, optional: readonly string[]) =>
  closed({ physicalLocation: closed({ artifactLocation, region }, optional) });
const result = closed({
  ruleId: text,
  ruleIndex: { type: "integer", minimum: 0, maximum: 2 },
  level: { enum: ["error", "warning", "note"] },
  message,
  locations: list(
    location(closed({ startLine: natural, startColumn: natural, endLine: natural, endColumn: natural }), []),
    { minItems: 1, maxItems: 1 },
  ),
  partialFingerprints: closed({ "langdriftFingerprint/v1": text }),
  rank: { type: "number", minimum: 0, maximum: 100 },
  properties: { type: "object" },
});
const rule = closed({
  id: text,
  name: { type: "string", pattern: "^[A-Z][A-Za-z]+$" },
  shortDescription: closed({ text: { type: "string", minLength: 1, maxLength: 1024 } }),
  fullDescription: closed({ text: { type: "string", minLength: 1, maxLength: 1024 } }),
  help: closed({ text, markdown: text }),
  defaultConfiguration: closed({ level: { enum: ["error", "warning", "note"] } }),
  properties: closed({
    tags: list(text, { maxItems: 10 }),
    precision: { enum: ["very-high", "high", "medium", "low"] },
  }),
});
const invocation = closed({
  executionSuccessful: { type: "boolean" },
  exitCode: { type: "integer" },
  toolExecutionNotifications: list(
    closed(
      {
        descriptor: closed({ id: text }),
        level: { enum: ["error", "warning", "note"] },
        message,
        locations: list(location(closed({ startLine: natural }), ["region"]), { minItems: 1, maxItems: 1 }),
      },
      ["locations"],
    ),
  ),
});
const run = closed({
  tool: closed({
    driver: closed(
      { name: text, semanticVersion: text, informationUri: text, rules: list(rule, { minItems: 3 }) },
      ["informationUri"],
    ),
  }),
  columnKind: { const: "utf16CodeUnits" },
  originalUriBaseIds: closed({ "%SRCROOT%": closed({ description: message }) }),
  results: list(result, { maxItems: 25_000 }),
  invocations: list(invocation, { minItems: 1, maxItems: 1 }),
});
const issue = closed({
  description: text,
  check_name: text,
  fingerprint: text,
  severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
  location: closed({
    path: { type: "string", minLength: 1, not: { pattern: "^\\./" } },
    lines: closed({ begin: natural, end: natural }),
  }),
});
const position = closed({ line: natural, column: natural }, ["column"]);
const diagnostic = closed({
  message: text,
  location: closed({ path: text, range: closed({ start: position, end: position }) }),
  severity: { enum: ["ERROR", "WARNING", "INFO"] },
  source: closed({ name: text, url: text }, ["url"]),
  code: closed({ value: text }),
  original_output: { type: "string" },
});

const ajv = new Ajv2020({ allErrors: true, strict: true });
addFormats.default(ajv);

function validator(schema: object, compiler: Pick<Ajv, "compile"> = ajv): (value: unknown) => string[] {
  const validate = compiler.compile(schema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message: why }) => `${instancePath} ${why}`);
  };
}

/** What is wrong with a SARIF log; nothing when it is valid. */
export const sarifErrors = validator(
  closed({
    $schema: { type: "string", format: "uri" },
    version: { const: "2.1.0" },
    runs: list(run, { minItems: 1, maxItems: 1 }),
  }),
);

/** The schema that OASIS publishes, in the one package that ships it; it is of draft 4, which ajv reads without its name. */
const {
  $schema: _draft,
  id: _id,
  ...official
} = createRequire(import.meta.url)("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
const draft4 = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats.default(draft4);
/** The same by the official schema, which allows more. */
export const officialSarifErrors = validator(official, draft4);

export const gitlabErrors = validator(list(issue));
export const rdjsonErrors = validator(diagnostic);

const xsd = readFileSync(new URL("schemas/junit.xsd", import.meta.url), "utf8");

/** The same for JUnit XML; several documents in one go, since each call starts an engine. */
export async function junitErrors(documents: readonly string[]): Promise<string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: xsd,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}
