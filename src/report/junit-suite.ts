import { fragment } from "xmlbuilder2";
import { terminalText } from "./terminal-text.js";

/** One test of a suite. */
export interface JunitCase {
  readonly name: string;
  /** Null for one that passed. */
  readonly outcome: {
    readonly kind: "failure" | "error" | "skipped";
    /** Rule or code. */
    readonly type: string;
    readonly message: string;
    /** Lines; the writer makes them safe. */
    readonly body: readonly string[];
  } | null;
}

/** The tests of one source. */
export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
  readonly properties: Readonly<Record<string, string>>;
}

/** Text as XML 1.0 allows it: controls and lone surrogates stand as visible escapes, the two other forbidden units too. */
function xmlText(text: string): string {
  return terminalText(text).replace(/[\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

type Element = ReturnType<typeof fragment>;

function writeCase(parent: Element, { name, outcome }: JunitCase, suite: string): void {
  const test = parent.ele("testcase", { classname: suite, name: xmlText(name), time: "0" });
  if (outcome === null) return;
  const message = xmlText(outcome.message);
  if (outcome.kind === "skipped") {
    test.ele("skipped", { message });
    return;
  }
  test
    .ele(outcome.kind, { message, type: xmlText(outcome.type) })
    .txt(outcome.body.map((line) => `${xmlText(line)}\n`).join(""));
}

/** One `<testsuite>`, with a line feed at its end. */
export function suiteXml(suite: JunitSuite, id: number): string {
  const name = xmlText(suite.name) || "-";
  const number = (kind: "failure" | "error" | "skipped") =>
    String(suite.cases.filter(({ outcome }) => outcome?.kind === kind).length);
  const root = fragment();
  const element = root.ele("testsuite", {
    name,
    package: name,
    id: String(id),
    tests: String(suite.cases.length),
    failures: number("failure"),
    errors: number("error"),
    skipped: number("skipped"),
    time: "0",
  });
  const properties = element.ele("properties");
  for (const [key, value] of Object.entries(suite.properties)) {
    properties.ele("property", { name: key, value: xmlText(value) });
  }
  for (const test of suite.cases) writeCase(element, test, name);
  return `${root.end({ prettyPrint: true })}\n`;
}
