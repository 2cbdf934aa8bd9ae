// Mutants: small changes of a source file that a test should notice. They are found in the syntax tree, and know nothing
// of the names in the sources.

import { createHash } from "node:crypto";
import ts from "typescript";

const { SyntaxKind } = ts;

/** Each operator's neighbours: at a boundary, in the other direction, or of the other kind. */
const OPERATORS = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "&&": ["||"],
  "||": ["&&"],
  "&": ["|"],
  "|": ["&"],
  ">>>": ["<<"],
  "<<": [">>>"],
  "+=": ["-="],
  "-=": ["+="],
  "|=": ["&="],
};

/** Text is joined by +, too; a difference of texts is no mistake that anybody makes. */
const isText = (node) =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  (ts.isBinaryExpression(node) && (isText(node.left) || isText(node.right)));

/** Makes memory, whose size foreign code trusts. */
const makesMemory = (node) =>
  (ts.isNewExpression(node) && /(Array|Buffer|DataView)$/.test(node.expression.getText())) ||
  (ts.isCallExpression(node) && /^Buffer\.(alloc|from)|^malloc/.test(node.expression.getText()));

const contains = (node, test) =>
  test(node) || ts.forEachChild(node, (child) => contains(child, test)) === true;

/** A broken invariant is thrown as `unreachable: …`, and no test can come there. */
const isUnreachable = (node) => /\bthrow new Error\(["`]unreachable/.test(node.getText());

/** Whether a block or a statement leaves what is around it. */
function leaves(statement) {
  if (ts.isBlock(statement)) return statement.statements.length > 0 && leaves(statement.statements.at(-1));
  return (
    ts.isReturnStatement(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isContinueStatement(statement) ||
    ts.isBreakStatement(statement)
  );
}

/** Replacements for a mutant's returned value, by its declared type. */
function otherReturns(type) {
  switch (type?.kind) {
    case SyntaxKind.BooleanKeyword:
      return ["true", "false"];
    case SyntaxKind.NumberKeyword:
      return ["0", "-1"];
    case SyntaxKind.UnionType:
      return type.types.some(({ kind }) => kind === SyntaxKind.UndefinedKeyword) ? ["undefined"] : [];
    default:
      return [];
  }
}

/**
 * All mutants of a file.
 *
 * @param {string} file  its path
 * @param {string} text
 * @param {boolean} isForeign  its calls may go to foreign code: what they are given stays as it is
 */
export function mutantsOf(file, text, isForeign) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const lines = text.split("\n");
  const mutants = [];
  const occurrences = new Map();

  const add = (node, replacement, kind) => {
    const start = node.getStart(source);
    const { end } = node;
    const was = text.slice(start, end);
    if (was === replacement) return;
    const line = source.getLineAndCharacterOfPosition(start).line;
    const context = lines[line].trim();
    // An edit elsewhere in the file changes neither the key nor the choice of a seed.
    const name = [file, context, was, replacement].join("\0");
    const occurrence = occurrences.get(name) ?? 0;
    occurrences.set(name, occurrence + 1);
    const key = hash(`${name}\0${occurrence}`);
    mutants.push({ key, file, line: line + 1, start, end, was, replacement, kind, context });
  };

  /** @param {ts.TypeNode | undefined} returned  the declared type of the function around */
  function visit(node, returned, inArguments) {
    // Types and imports are not there when the program runs.
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (makesMemory(node)) return;
    if (ts.isIfStatement(node) && (contains(node, makesMemory) || isUnreachable(node))) return;
    if (ts.isThrowStatement(node) && isUnreachable(node)) return;

    const mayCount = !(isForeign && inArguments);
    if (ts.isBinaryExpression(node)) {
      const { operatorToken: token, left, right } = node;
      const operator = token.getText();
      const isJoin = operator === "+" && (isText(left) || isText(right));
      const isLogic = ["&&", "||", "===", "!==", "<", "<=", ">", ">="].includes(operator);
      if (!isJoin && (mayCount || isLogic)) {
        for (const other of OPERATORS[operator] ?? []) add(token, other, "operator");
      }
      if (operator === "??" && mayCount) add(node, left.getText(), "default removed");
    }
    if (ts.isNumericLiteral(node) && mayCount) {
      const value = Number(node.text);
      add(node, String(value + 1), "number");
      if (value > 0) add(node, String(value - 1), "number");
    }
    if (node.kind === SyntaxKind.TrueKeyword && mayCount) add(node, "false", "boolean");
    if (node.kind === SyntaxKind.FalseKeyword && mayCount) add(node, "true", "boolean");
    if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator === SyntaxKind.ExclamationToken)
        add(node, `(${node.operand.getText()})`, "negation removed");
      if (node.operator === SyntaxKind.MinusToken && !ts.isNumericLiteral(node.operand) && mayCount) {
        add(node, node.operand.getText(), "sign removed");
      }
    }
    if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
      const operand = node.operand.getText();
      if (node.operator === SyntaxKind.PlusPlusToken) {
        add(node, ts.isPostfixUnaryExpression(node) ? `${operand}--` : `--${operand}`, "operator");
      }
      if (node.operator === SyntaxKind.MinusMinusToken) {
        add(node, ts.isPostfixUnaryExpression(node) ? `${operand}++` : `++${operand}`, "operator");
      }
    }
    if (ts.isIfStatement(node)) {
      if (leaves(node.thenStatement) && node.elseStatement === undefined) add(node, ";", "guard removed");
      else add(node.expression, "false", "condition");
      add(node.expression, "true", "condition");
    }
    if (ts.isConditionalExpression(node)) {
      add(node.condition, "true", "condition");
      add(node.condition, "false", "condition");
    }
    if (ts.isExpressionStatement(node) && !isSuper(node)) {
      const { expression } = node;
      if (ts.isCallExpression(expression) || ts.isBinaryExpression(expression))
        add(node, ";", "statement removed");
    }
    if (
      ts.isReturnStatement(node) &&
      node.expression !== undefined &&
      !ts.isNumericLiteral(node.expression)
    ) {
      for (const value of otherReturns(returned)) add(node.expression, value, "returned constant");
    }

    const inside = ts.isFunctionLike(node) ? node.type : returned;
    const isCall = ts.isCallExpression(node);
    ts.forEachChild(node, (child) =>
      visit(child, inside, inArguments || (isCall && node.arguments.includes(child))),
    );
  }

  visit(source, undefined, false);
  return mutants;
}

/** A constructor that does not call its base class throws at once. */
const isSuper = ({ expression }) =>
  ts.isCallExpression(expression) && expression.expression.kind === SyntaxKind.SuperKeyword;

/** The text of a file with a mutant in it. */
export function mutated(text, { start, end, replacement }) {
  return text.slice(0, start) + replacement + text.slice(end);
}

export const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Some of the mutants, chosen by a seed. What a file gets or loses does not change the choice among the others. */
export function choose(mutants, count, seed) {
  const rank = new Map(mutants.map(({ key }) => [key, hash(`${seed} ${key}`)]));
  const compare = (a, b) => (rank.get(a.key) < rank.get(b.key) ? -1 : 1);
  return mutants.toSorted(compare).slice(0, count);
}
