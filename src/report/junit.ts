import type { Diagnostic } from "../model/diagnostic.js";
import type { Finding } from "../model/finding.js";
import type { ScanEvent } from "../model/scan-event.js";
import { codeFrame } from "./code-frame.js";
import { factLine, findingMessage } from "./finding-message.js";
import { type JunitCase, suiteXml } from "./junit-suite.js";
import { counted } from "./numbers.js";
import { palette } from "./palette.js";
import type { ReportContext, Reporter, ReportSummary } from "./reporter.js";
import { incompleteText, verdictText } from "./summary-text.js";
import { certaintySentence } from "./wording.js";

/** Tests of all sources that wait for their source's end; those beyond are counted. */
const MAX_WAITING = 10_000;

const FRAME_WIDTH = 100;

function frameLines(finding: Finding): string[] {
  const frame = codeFrame(
    {
      before: finding.context.before,
      run: finding.run.text,
      after: finding.context.after,
      line: finding.location.line,
    },
    FRAME_WIDTH,
    palette(false),
  );
  return [...frame.trimEnd().split("\n"), factLine(finding), certaintySentence(finding)].filter(
    (line) => line !== "",
  );
}

/** Notes do not fail a scan, nor a test; explained runs do neither. Both show as skipped. */
function findingCase(finding: Finding): JunitCase {
  const { line, column } = finding.location;
  const skipped = finding.explanation !== null || finding.severity === "note";
  return {
    name: `${line}:${column} ${finding.rule}`,
    outcome: {
      kind: skipped ? "skipped" : "failure",
      type: finding.rule,
      message: findingMessage(finding),
      body: skipped ? [] : frameLines(finding),
    },
  };
}

function diagnosticCase({ code, message, location }: Diagnostic): JunitCase {
  const place = [location?.line, location?.column].filter((part) => part !== undefined).join(":");
  return {
    name: `${place} ${code}`.trim(),
    outcome: { kind: "error", type: code, message, body: [message] },
  };
}

function omittedCase(number: number): JunitCase {
  const message = `${counted(number, "more finding")} counted but not listed`;
  return { name: "not listed", outcome: { kind: "failure", type: "not-listed", message, body: [message] } };
}

/** What waits for the end of a source. */
interface Waiting {
  readonly cases: JunitCase[];
  /** Findings and errors that are not among `cases`. */
  omitted: number;
  clean: boolean;
}

/** Suites that are not complete yet, at most `MAX_WAITING` tests of them. */
class OpenSuites {
  readonly #suites = new Map<string, Waiting>();
  #waiting = 0;

  of(uri: string): Waiting {
    const suite = this.#suites.get(uri) ?? { cases: [], omitted: 0, clean: true };
    this.#suites.set(uri, suite);
    return suite;
  }

  add(uri: string, make: () => JunitCase, clean: boolean): void {
    const suite = this.of(uri);
    if (!clean) suite.clean = false;
    if (this.#waiting < MAX_WAITING) {
      this.#waiting += 1;
      suite.cases.push(make());
    } else if (!clean) suite.omitted += 1;
  }

  /** Takes a suite out; `whole` when all of its source was read. */
  close(uri: string, whole: boolean): JunitCase[] {
    const { cases, omitted, clean } = this.of(uri);
    this.#suites.delete(uri);
    this.#waiting -= cases.length;
    return [
      ...cases,
      ...(omitted > 0 ? [omittedCase(omitted)] : []),
      ...(clean && whole ? [{ name: "no unexpected switch", outcome: null }] : []),
    ];
  }

  names(): string[] {
    return [...this.#suites.keys()];
  }
}

function completeCase(summary: ReportSummary): JunitCase {
  const message = incompleteText(summary);
  const outcome = { kind: "error", type: "incomplete", message, body: [message] } as const;
  return { name: "complete", outcome: message === "" ? null : outcome };
}

/**
 * JUnit XML: a suite a source, written at its end; a finding is a failed test, a clean source one passed test, a diagnostic
 * that says something was not examined an error. The last suite says whether the scan was complete. There is no attribute
 * `timestamp`: two reports of one scan are the same.
 */
export function createJunitReporter(context: ReportContext): Reporter {
  const open = new OpenSuites();
  let id = 0;

  function write(name: string, cases: readonly JunitCase[], properties: Record<string, string>): void {
    if (id === 0) context.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n');
    context.write(suiteXml({ name, cases, properties }, id++));
  }
  function diagnostic(event: Diagnostic): void {
    // Whether a pattern without a match is a gap is for the command line to say.
    if (event.code === "no-match" || !(event.partial || event.severity === "error")) return;
    open.add(event.location?.uri ?? "langdrift", () => diagnosticCase(event), false);
  }
  return {
    event(event: ScanEvent): void {
      if (event.type === "finding") {
        open.add(event.location.uri, () => findingCase(event), event.explanation !== null);
      } else if (event.type === "diagnostic") diagnostic(event);
      else if (event.type === "end") {
        const { utterances, characters } = event.exposure;
        const properties = { utterances: String(utterances), characters: String(characters) };
        write(event.uri, open.close(event.uri, true), { format: event.format ?? "unknown", ...properties });
      }
    },
    omitted({ location, explanation }) {
      if (explanation !== null) return;
      const suite = open.of(location.uri);
      suite.clean = false;
      suite.omitted += 1;
    },
    end(summary: ReportSummary): void {
      for (const uri of open.names()) write(uri, open.close(uri, false), {});
      write("scan", [completeCase(summary)], { verdict: verdictText(summary) });
      context.write("</testsuites>\n");
    },
  };
}
