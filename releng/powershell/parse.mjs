// Parses PowerShell texts with tree-sitter's grammar. In: a JSON array of {id, text} on stdin. Out: a JSON array of {id, errors, tree}.
// Argument: the folder whose node_modules holds the packages of package.json.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
const require = createRequire(join(folder, 'package.json'));
const { Parser, Language } = await import(pathToFileURL(require.resolve('web-tree-sitter')).href);
await Parser.init();
const grammar = join(folder, 'node_modules', 'tree-sitter-powershell', 'tree-sitter-powershell.wasm');
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

// Leaves keep their text; of other nodes it is that of their children, but for what a rule looks at as a whole.
const whole = new Set(['command', 'command_name_expr', 'redirection', 'type_literal', 'invokation_expression']);

function walk(cursor, text, errors) {
  const type = cursor.nodeType;
  const missing = cursor.nodeIsMissing;
  if (missing || type === 'ERROR') {
    const { row, column } = cursor.startPosition;
    errors.push({ kind: missing ? 'MISSING ' + type : type, row, column, text: text.slice(cursor.startIndex, cursor.startIndex + 60) });
  }
  const { startIndex, endIndex } = cursor;
  const children = [];
  if (cursor.gotoFirstChild()) {
    do {
      children.push(walk(cursor, text, errors));
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { type, text: children.length === 0 || whole.has(type) ? text.slice(startIndex, endIndex) : '', children };
}

const out = JSON.parse(readFileSync(0, 'utf8')).map(({ id, text }) => {
  const errors = [];
  return { id, tree: walk(parser.parse(text).walk(), text, errors), errors };
});
process.stdout.write(JSON.stringify(out));
