// One rule, which needs types: a promise that nobody awaits is dropped on purpose, and says so with `void`. All else is
// Biome's (biome.json), whose own rule of that name knows the types of a half of such calls.

import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig({
  files: ["src/**/*.ts", "test/**/*.ts", "examples/*.mjs"],
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { project: ["src/tsconfig.json", "test/tsconfig.json", "examples/tsconfig.json"] },
  },
  plugins: { "@typescript-eslint": tseslint.plugin },
  rules: {
    "@typescript-eslint/no-floating-promises": [
      "error",
      // The runner awaits them.
      { allowForKnownSafeCalls: [{ from: "package", name: ["test", "describe"], package: "node:test" }] },
    ],
  },
});
