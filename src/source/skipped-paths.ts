/**
 * What a walk through folders passes over without a word, because no model's text is in it. A path that is named
 * directly is always read.
 */

/** Folders of version control, dependencies and caches, as glob patterns relative to the walked folder. */
export const SKIPPED_FOLDERS: readonly string[] = [
  ".git",
  ".hg",
  ".svn",
  ".jj",
  "node_modules",
  "bower_components",
  ".venv",
  "venv",
  "__pycache__",
  ".cache",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".tox",
  ".nox",
  "*.dist-info",
  "*.egg-info",
  ".gradle",
  ".terraform",
  ".pnpm-store",
].map((name) => `**/${name}`);

/** Written by package managers and by `langdrift baseline`: names, versions and hashes. */
const LOCK_FILES: ReadonlySet<string> = new Set([
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
  "deno.lock",
  "cargo.lock",
  "poetry.lock",
  "pdm.lock",
  "uv.lock",
  "pipfile.lock",
  "conda-lock.yml",
  "composer.lock",
  "gemfile.lock",
  "go.sum",
  "go.work.sum",
  "mix.lock",
  "pubspec.lock",
  "podfile.lock",
  "package.resolved",
  "packages.lock.json",
  "gradle.lockfile",
  "flake.lock",
  ".terraform.lock.hcl",
  "langdrift.baseline.json",
]);

/**
 * Formats that are never text. Compressors of single files (`.zst`, `.xz`, `.bz2` …) are missing on purpose: what they
 * hold may be a log, and a log that cannot be read must be reported, not passed over; so are the
 * databases and Parquet files that hold sessions. SVG is text.
 */
const BINARY_EXTENSIONS: ReadonlySet<string> = new Set(
  [
    "png jpg jpeg gif webp bmp ico icns tif tiff avif heic heif psd xcf",
    "woff woff2 ttf ttc otf eot",
    "zip tar tgz tbz2 txz 7z rar jar war ear whl egg apk ipa deb rpm dmg iso msi cab vsix crx",
    "mp3 wav ogg oga opus flac m4a aac mp4 m4v mov avi mkv webm wmv mpg mpeg",
    "exe dll so dylib bin a o obj lib class pyc pyo pyd wasm node pdb",
    "pdf doc docx xls xlsx ppt pptx odt ods odp epub",
    "sqlite-wal sqlite-shm sqlite-journal db-wal db-shm db-journal mdb ldb",
    "arrow feather avro orc npy npz pkl pickle h5 hdf5 tfrecord",
    "pt pth ckpt onnx safetensors gguf tflite",
    "ds_store",
  ].flatMap((kind) => kind.split(" ")),
);

const ARCHIVE_NAME = /\.tar\.[a-z0-9]+$/;

/** True for package lock files, compressed archives and files with an extension of a binary format. */
export function isSkippedFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = name.lastIndexOf(".");
  const extension = dot === -1 ? "" : name.slice(dot + 1);
  return BINARY_EXTENSIONS.has(extension) || LOCK_FILES.has(name) || ARCHIVE_NAME.test(name);
}
