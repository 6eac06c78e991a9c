// Bundles the editor into ../editor.js and writes the licences of what is in it. Run by .ci/editor.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const files = readdirSync(".").filter((name) => /\.js(on)?$/.test(name)).sort();
const hash = createHash("sha256");
for (const name of files) hash.update(`${name}\0`).update(readFileSync(name)).update("\0");

const { metafile } = await build({
  entryPoints: ["editor.js"],
  outfile: "../editor.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  banner: { js: `/* Built by .ci/editor from source/, sha256 ${hash.digest("hex")}. Licences: LICENSES.txt. */` },
});

const packages = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input);
  if (found) packages.add(found[1]);
}

const licences = [...packages].sort().map((name) => {
  const folder = `node_modules/${name}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const path = ["LICENSE", "LICENSE.md", "LICENCE"].map((file) => `${folder}/${file}`).find(existsSync);
  if (!path) throw new Error(`${name} has no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(path, "utf8").trim()}\n`;
});
writeFileSync("../LICENSES.txt", `editor.js contains:\n\n${licences.join(`\n${"-".repeat(80)}\n\n`)}`);
