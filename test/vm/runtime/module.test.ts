import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { checkImports, describeBuild, luaModule } from "#src/vm/runtime/module.ts";
import { LUA_VERSIONS } from "../../support/lua-commands.ts";

for (const version of LUA_VERSIONS) {
  test(`an import that is not supplied is named, with the release to install (${version})`, () => {
    assert.throws(
      () => checkImports(version, { exit: () => {} }),
      (thrown: Error) => {
        assert.match(
          thrown.message,
          new RegExp(`^the installed build of Lua ${version} imports .*invoke_vii`),
        );
        assert.ok(thrown.message.endsWith(`install ${describeBuild(version)} exactly`));
        return true;
      },
    );
  });

  test(`a build is compiled once (${version})`, () => {
    assert.equal(luaModule(version), luaModule(version));
  });

  test(`package.json pins the release that the runtime is made for (${version})`, () => {
    const packageFile = createRequire(import.meta.url).resolve("luasocket/package.json");
    const { dependencies } = JSON.parse(readFileSync(packageFile, "utf8"));
    const [name, release] = describeBuild(version).split(" ") as [string, string];
    assert.equal(dependencies[name], release);
  });
}
