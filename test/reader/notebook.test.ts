import { describe, expect, it } from "vitest";
import { notebookReader } from "../../src/reader/notebook/reader.js";
import { scan } from "../../src/scan.js";
import { collect, read } from "./collect.js";
import { headOf } from "./line-records.js";
import { falsePlaces } from "./true-places.js";

const notebook = (language: unknown = { language_info: { file_extension: ".py" } }): string =>
  JSON.stringify(
    {
      cells: [
        {
          cell_type: "markdown",
          metadata: {},
          source: ['# The state of "things"\n', "We go on 然后 we look at the rest of it.\n"],
        },
        {
          cell_type: "code",
          execution_count: 1,
          metadata: {},
          source: "# The list is then 排序 before it is shown to anybody\nname = '状态'\n",
          outputs: [
            {
              output_type: "stream",
              name: "stdout",
              text: ["The build is in good 状态 today\n", "and goes on\n"],
            },
            {
              output_type: "execute_result",
              data: { "text/html": "<b>其他</b>", "text/plain": "a table", "image/png": "iVBORw0KGgo=" },
            },
            { output_type: "error", ename: "E", evalue: "no such name", traceback: ["\u001b[31m状态"] },
          ],
        },
        { cell_type: "raw", metadata: {}, source: [] },
        7,
      ],
      metadata: language,
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  );

describe("the notebook reader", () => {
  it("knows notebooks, also by their head alone, and nothing else", () => {
    const bytes = Buffer.from(notebook());
    expect(notebookReader.recognise(headOf(bytes))).toBe("document");
    expect(notebookReader.recognise({ ...headOf(bytes.subarray(0, 400)), whole: false })).toBe("document");
    for (const other of [{ cells: [] }, { cells: [{ id: 1 }] }, { cells: {}, nbformat: 4 }])
      expect(notebookReader.recognise(headOf(Buffer.from(JSON.stringify(other))))).toBeNull();
  });

  it("reads cells as what they are and outputs once, in their true places", () => {
    const all = collect(read(notebookReader, notebook(), "document"));
    expect(all.map(({ text, meta }) => [meta.file?.split(".").at(-1), text.split("\n")[0]])).toEqual([
      ["md", '# The state of "things"'],
      ["py", "# The list is then 排序 before it is shown to anybody"],
      [undefined, "The build is in good 状态 today"],
      [undefined, "a table"],
      [undefined, "no such name"],
    ]);
    expect(falsePlaces(notebook(), all)).toEqual([]);
    const other = (language: unknown) =>
      collect(read(notebookReader, notebook(language), "document"))[1]?.meta.file;
    expect(other({ kernelspec: { language: "julia" } })).toMatch(/\.julia$/);
    expect(other({ language_info: { name: "../../x y" } })).toMatch(/\.py$/);
  });

  it("finds switches in prose, comments and outputs, on the lines of the file", async () => {
    const found: string[] = [];
    const stdin = (async function* () {
      yield Buffer.from(notebook());
    })();
    for await (const event of scan(["-"], { stdin })) {
      if (event.type === "finding")
        found.push(`${event.location.line} ${event.run.segment} ${event.run.text}`);
    }
    const line = (text: string): number =>
      notebook()
        .split("\n")
        .findIndex((each) => each.includes(text)) + 1;
    expect(found).toEqual([
      `${line("然后")} prose 然后`,
      `${line("排序")} comment 排序`,
      `${line("name = ")} string 状态`,
    ]);
  });
});
