/** Plain aligned text: the first column left, the others right. */
export function textTable(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

/** A Markdown table: the first column left, the others right. */
export function markdownTable(rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [
    line(rows[0]),
    line(rows[0].map((_, i) => (i === 0 ? "---" : "---:"))),
    ...rows.slice(1).map(line),
  ].join("\n");
}
