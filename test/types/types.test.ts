// The types of the package, as the compiler sees them in the files of fixtures: what is right there compiles, and what is
// wrong is an error of the kind that its comment names, in the line behind it.

import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import ts from "typescript";
import { packageRoot } from "../support/program.ts";

const folder = join(packageRoot, "test", "types", "fixtures");
/** An editor takes the comment as the directive that it is; here it must not hide the error. Both are of one length. */
const DIRECTIVE = "@ts-expect-error";
const HARMLESS = "@ts:expect:error";

interface Fault {
  readonly line: number;
  readonly code: string;
  readonly message?: string;
}

function check(): { program: ts.Program; files: readonly string[] } {
  const config = ts.getParsedCommandLineOfConfigFile(join(folder, "tsconfig.json"), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => assert.fail(String(messageText)),
  });
  assert.ok(config);
  assert.deepEqual(config.errors, []);
  const host = ts.createCompilerHost(config.options);
  const read = host.readFile.bind(host);
  host.readFile = (path) => {
    const text = read(path);
    return config.fileNames.includes(path) ? text?.replaceAll(DIRECTIVE, HARMLESS) : text;
  };
  return { program: ts.createProgram(config.fileNames, config.options, host), files: config.fileNames };
}

/** Where the comments of a file want which error. */
function wanted(source: ts.SourceFile): Fault[] {
  return source.text.split("\n").flatMap((text, index) => {
    const [, code] = new RegExp(`// ${HARMLESS} (TS\\d+): .`).exec(text) ?? [];
    assert.equal(code !== undefined, text.includes(HARMLESS), `without the code of its error: ${text}`);
    return code === undefined ? [] : [{ line: index + 2, code }];
  });
}

const { program, files } = check();

test("there are fixtures, and each of them wants errors", () => {
  assert.ok(files.length >= 4);
  for (const file of files) assert.ok(wanted(program.getSourceFile(file) as ts.SourceFile).length > 0, file);
});

for (const file of files) {
  test(`the types hold in ${file.slice(folder.length + 1)}`, () => {
    const source = program.getSourceFile(file) as ts.SourceFile;
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ code, start, messageText }): Fault => ({
        line: source.getLineAndCharacterOfPosition(start ?? 0).line + 1,
        code: `TS${code}`,
        message: ts.flattenDiagnosticMessageText(messageText, "\n"),
      }),
    );
    const isWanted = (fault: Fault) =>
      wanted(source).some(({ line, code }) => line === fault.line && code === fault.code);
    assert.deepEqual(
      found.filter((fault) => !isWanted(fault)),
      [],
      "errors that nobody wants",
    );
    const missing = wanted(source).filter(
      (fault) => !found.some(({ line, code }) => line === fault.line && code === fault.code),
    );
    assert.deepEqual(missing, [], "errors that should be there");
  });
}
