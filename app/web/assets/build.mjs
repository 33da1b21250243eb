// Bundle the browser assets into ../static/build with hashed names and a manifest.
//
// Run through `python -m app.web.build`, which finds Node, installs the pinned packages and skips
// the work when nothing changed. Prints one line a bundle.
import * as esbuild from "esbuild";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..", "..");
const out = join(here, "..", "static", "build");

const manifest = {};

async function bundle() {
  const result = await esbuild.build({
    entryPoints: ["js/theme.js", "js/app.js", "js/diagram.js", "css/app.css", "css/diagram.css"].map((entry) =>
      join(here, entry),
    ),
    absWorkingDir: root,
    outdir: out,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome109", "firefox115", "safari16.4"],
    charset: "utf8",
    legalComments: "linked",
    entryNames: "[name]-[hash]",
    assetNames: "fonts/[name]-[hash]",
    loader: { ".woff2": "file", ".woff": "file", ".svg": "dataurl" },
    metafile: true,
    logLevel: "warning",
  });
  for (const [path, output] of Object.entries(result.metafile.outputs)) {
    const name = path.slice(path.indexOf("static/build/") + "static/build/".length);
    if (output.entryPoint) manifest[basename(output.entryPoint)] = name;
    else if (name.endsWith(".woff2")) manifest[basename(Object.keys(output.inputs)[0])] = name;
    else manifest[name] = name; // licence notes of what was bundled
  }
}

async function save(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const hashed = name.replace(/(\.\w+)$/, `-${hash}$1`);
  await writeFile(join(out, hashed), content);
  manifest[name] = hashed;
}

async function sprite() {
  const wanted = (await readFile(join(here, "icons.txt"), "utf8")).split("\n").filter((line) => /^[a-z0-9-]+$/.test(line));
  const symbols = await Promise.all(
    wanted.map(async (icon) => {
      const svg = await readFile(join(root, "node_modules/bootstrap-icons/icons", `${icon}.svg`), "utf8");
      const shapes = svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>")).replace(/\s*\n\s*/g, "");
      return `<symbol id="${icon}" viewBox="0 0 16 16">${shapes}</symbol>`;
    }),
  );
  await save("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

// The faces that documents are printed with: Tinos is as wide as Times New Roman, letter by letter. Read from disk by
// app/documents/pdf.py, asked for by no page.
async function facesForPrint() {
  const from = join(root, "node_modules/@expo-google-fonts/tinos");
  await mkdir(join(out, "print"), { recursive: true });
  for (const style of ["400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"]) {
    await copyFile(join(from, style, `Tinos_${style}.ttf`), join(out, "print", `Tinos_${style}.ttf`));
  }
  await copyFile(join(from, "LICENSE_FONT"), join(out, "print", "LICENSE_FONT"));
}

async function sweep() {
  const kept = new Set([...Object.values(manifest), "manifest.json"]);
  for (const folder of ["", "fonts/"]) {
    for (const entry of await readdir(join(out, folder), { withFileTypes: true })) {
      if (entry.isFile() && !entry.name.startsWith(".") && !kept.has(folder + entry.name)) {
        await rm(join(out, folder, entry.name));
      }
    }
  }
}

await mkdir(out, { recursive: true });
await bundle();
await sprite();
await save("logo.svg", await readFile(join(here, "logo.svg")));
await facesForPrint();
await writeFile(join(out, ".manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
await rename(join(out, ".manifest.json"), join(out, "manifest.json"));
await sweep();
for (const name of ["app.css", "app.js", "theme.js", "diagram.js", "diagram.css", "icons.svg"]) {
  const size = (await readFile(join(out, manifest[name]))).length;
  console.log(`  ${name.padEnd(12)} ${String(Math.round(size / 1024)).padStart(5)} KB  ${manifest[name]}`);
}
