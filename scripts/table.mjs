function padded(rows) {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => row[column].length)));
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]));
  return { widths, cells: rows.map((row) => row.map(pad)) };
}

/** Plain aligned text: the first column left, the others right. */
export function textTable(rows) {
  return padded(rows)
    .cells.map((row) => row.join("  ").trimEnd())
    .join("\n");
}

/** A Markdown table as the formatter leaves it: the first column left, the others right. */
export function markdownTable(rows) {
  const { widths, cells } = padded(rows);
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  const [head, ...body] = cells;
  return [head, rule, ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
