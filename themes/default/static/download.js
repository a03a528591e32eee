// Saves the rows of some projects as a file of the same form as that of all projects (vitrina/exports/writing.py).

/** Save those rows of the file behind `link` whose projects are at `paths`, in this order. */
export async function download(link, paths) {
  const isCsv = link.download.endsWith("csv");
  const response = await fetch(link, { cache: "no-cache" });
  if (!response.ok) throw response;
  const text = await response.text(); // without the byte order mark
  const [head, ...rows] = text.match(isCsv ? /(?:"[^"]*"|[^"\n])*\n/g : /[^\n]+?(?=,?\n)/g);
  const byPath = new Map(rows.map((row) => [/\/\/[^/]+([^",]+)/.exec(row)?.[1], row]));
  const found = paths.flatMap((path) => byPath.get(path) ?? []);
  const parts = isCsv ? ["\ufeff", head, ...found] : [`[\n${found.join(",\n")}\n]\n`];
  Object.assign(link.cloneNode(), { href: URL.createObjectURL(new Blob(parts)) }).click(); // freed with the page
}
