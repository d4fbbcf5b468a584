export * from "../../../bench/provenance/texts.mjs";
