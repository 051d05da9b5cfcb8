// Makes one page of explain.html, ONNX Runtime and a model, which opens by a double click and needs no network:
//   npm install --ignore-scripts onnxruntime-web@1.30.0
//   node pack.mjs MODEL.onnx PAGE.html
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [model, output] = process.argv.slice(2);
if (!output) {
  console.error("usage: node pack.mjs MODEL.onnx PAGE.html");
  process.exit(2);
}
const main = createRequire(join(process.cwd(), "package.json")).resolve("onnxruntime-web");
const parts = {
  runtime: join(dirname(main), "ort.wasm.bundle.min.mjs"),
  wasm: join(dirname(main), "ort-wasm-simd-threaded.wasm"),
  model,
};
const scripts = Object.entries(parts).map(
  ([id, file]) => `<script type="text/plain" id="${id}">${readFileSync(file).toString("base64")}</script>\n`);
const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "explain.html"), "utf8");
writeFileSync(output, page.replace('<script type="importmap">', () => scripts.join("") + '<script type="importmap">'));
