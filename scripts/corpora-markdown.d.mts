import type { PartFigures } from "./corpora-accuracy.mjs";

export function partMarkdown(name: string, part: PartFigures): string;
